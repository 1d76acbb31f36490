using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>
/// Cases of another help desk. History comes in closed and as it was, without verdict and clocks; what is open there is judged by the
/// records of now, and its clocks start now: nobody here promised anything before (spec E5, P11).
/// </content>
public sealed partial class Case
{
    /// <summary>The help desk it was moved in from; null for a case of this one.</summary>
    public string? MovedFrom { get; private set; }

    /// <summary>Its number there.</summary>
    public string? OldNumber { get; private set; }

    /// <summary>Takes an old case in.</summary>
    /// <param name="triage">What the rules say of it now; only an open one is judged.</param>
    /// <param name="customer">Whose it is by the records of now.</param>
    /// <param name="context">When and by whom it is moved in.</param>
    public static Case MoveIn(string number, OldCase old, TriageOutcome? triage, CaseCustomer? customer, CaseContext context)
    {
        if (old.ClosedAt is null != (triage is not null))
            throw new ArgumentException("An open case is judged, a closed one is not.", nameof(triage));
        var moved = Bare(number, old, customer);
        moved.Judge(triage);
        moved.Retell(old, context);
        if (old.ClosedAt is { } closed)
        {
            moved.Record(context with { Now = closed, Actor = Actor.System(old.From) }, new OldCaseClosed());
            (moved.Status, moved.ClosedAt, moved.BallSince) = (CaseStatus.Closed, closed, closed);
        }

        var (line, by) = (moved.LastLine, moved.LastLineBy);
        moved.Record(context, new MovedIn(old.From, old.OldNumber, triage?.Verdict, old.Remarks.Length == 0 ? null : old.Remarks));
        // The queue shows what was said, not where it came from.
        (moved.LastLine, moved.LastLineBy) = (line, by);
        foreach (var target in triage?.Clocks ?? [])
            moved._clocks.Add(CaseClock.Start(target, moved.Cycle, context));
        moved.Touch(context);
        if (old.ClosedAt is { } end)
            moved.LastActivityAt = Instant.Max(end, old.Messages.Count == 0 ? end : old.Messages[^1].At);
        else
            moved.BallSince = context.Now;
        return moved;
    }

    private static Case Bare(string number, OldCase old, CaseCustomer? customer) =>
        new()
        {
            Number = number,
            MovedFrom = old.From,
            OldNumber = old.OldNumber,
            Status = CaseStatus.New,
            StatedSeverity = old.Intake.Severity,
            Channel = old.Intake.Channel,
            RequestType = old.Intake.RequestType,
            Contact = old.Intake.Contact,
            CustomerKey = customer?.Key,
            CustomerName = customer?.Name,
            ContactKey = customer?.ContactKey,
            Caller = customer?.Caller ?? Caller.NoCustomer,
            ProductCode = old.Intake.ProductCode,
            ProductVersion = old.Intake.ProductVersion,
            SerialNumber = old.Intake.SerialNumber,
            Subject = old.Intake.Subject,
            Description = old.Intake.Description,
            OpenedAt = old.OpenedAt,
            Cycle = 1,
            OwnerId = old.ClosedAt is null ? null : old.OwnerId,
            OwnerName = old.ClosedAt is null ? null : old.OwnerName,
        };

    private void Judge(TriageOutcome? triage)
    {
        Severity = triage?.Severity ?? StatedSeverity;
        Verdict = triage?.Verdict ?? new Verdict(VerdictKind.NotJudged, SupportTier.SelfService, []);
        (VerdictKind, Tier) = (Verdict.Kind, Verdict.Tier);
    }

    // What was said there, in the order in which it was said. Nobody here acted: no clock and no move follows from it.
    private void Retell(OldCase old, CaseContext context)
    {
        var first = old.OpensWithMessage ? old.Messages[0] : new(old.OpenedAt, Voice.Customer, Contact.Name, Description);
        Record(
            At(first with { At = old.OpenedAt }, context),
            new CaseOpened(Channel, StatedSeverity, StatedSeverity, VerdictKind.NotJudged, SupportTier.SelfService, first.Text)
        );
        (LastLine, LastLineBy) = (FirstLine(first.Text), first.By == Voice.Customer ? ActorKind.Customer : ActorKind.Person);
        foreach (var message in old.OpensWithMessage ? old.Messages.Skip(1) : old.Messages)
        {
            Record(
                At(message, context),
                message.By switch
                {
                    Voice.Customer => new CustomerWrote(message.Text),
                    Voice.Reply => new ReplySent(message.Text),
                    _ => new NoteAdded(message.Text),
                }
            );
        }
    }

    private static CaseContext At(OldMessage message, CaseContext context) =>
        context with
        {
            Now = message.At,
            Actor = new Actor(message.By == Voice.Customer ? ActorKind.Customer : ActorKind.Person, null, message.Author),
        };

    /// <summary>
    /// History that comes back was never judged: a person does it, and meanwhile it is served as a contract's least (spec E5).
    /// </summary>
    private void JudgeHistoryThatComesBack()
    {
        if (VerdictKind != VerdictKind.NotJudged)
            return;
        Verdict = new Verdict(VerdictKind.NeedsPerson, SupportTier.Standard, [new VerdictReason("E5", "moved-in", [MovedFrom ?? ""])]);
        (VerdictKind, Tier) = (Verdict.Kind, Verdict.Tier);
    }
}
