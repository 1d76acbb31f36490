using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>
/// Correcting what a case is about, and judging it anew when records came or changed (spec E5). A clock that starts by it starts then:
/// a doubt does not break a promise after the fact.
/// </content>
public sealed partial class Case
{
    /// <summary>What the case would be opened with today; judging anew reads from it.</summary>
    public CaseIntake ToIntake() =>
        new()
        {
            Channel = Channel,
            Contact = Contact,
            ProductCode = ProductCode,
            ProductVersion = ProductVersion,
            SerialNumber = SerialNumber,
            RequestType = RequestType,
            Severity = StatedSeverity,
            UsedIn = Verdict.Reasons.Any(r => r.Code.EndsWith("-in-production", StringComparison.Ordinal)) ? UsedIn.Production : null,
            Subject = Subject,
            Description = Description,
            Answers = Answers,
            ConsentVersion = ConsentVersion,
        };

    /// <summary>Corrects product, version, serial number or contact, and judges the case by the records of now (spec E5).</summary>
    /// <param name="corrected">What it is about from now on, as <see cref="ToIntake"/> with what was wrong.</param>
    /// <param name="outcome">What the rules say of that.</param>
    public Result JudgeAnew(CaseIntake corrected, TriageOutcome outcome, string reason, CaseContext context)
    {
        var fields = Differences(corrected, outcome.Customer).ToList();
        var judgement = PreviewJudgement(outcome, context);
        var becomesKnown = IsFromStranger && outcome.Customer is { Caller: Caller.Known };
        if (fields.Count == 0 && !judgement.ChangesVerdict && !becomesKnown)
            return Result.Refuse("judge.same");
        return Do(
            CaseAction.JudgeAnew,
            context,
            () =>
            {
                var (before, servedBefore) = (Verdict, VerdictKind != VerdictKind.NotEntitled);
                Take(corrected, outcome.Customer);
                (Verdict, VerdictKind, Tier) = (judgement.Verdict, judgement.Verdict.Kind, judgement.Verdict.Tier);
                if (judgement.EndsDecision)
                    (EntitlementDecidedAt, ExceptionUntil) = (null, null);
                var from = Severity;
                Severity = judgement.Severity;
                var said = Said(reason, corrected, fields);
                Record(context, new CaseJudgedAnew(before, Verdict, Severity, fields, said, judgement.Dues) { BecameKnown = becomesKnown });
                FollowJudgement(judgement, context);
                if (from != Severity)
                    FollowSeverity(from, reason, judgement.Dues, context);
                // Late by another tier's calendar, it is still to be answered by this one's.
                else if (Severity == Severity.Emergency && before.Tier != Tier && !IsOver && Owes(Promise.FirstResponse))
                    AnswerAnew(context);
                BeginServing(servedBefore, context);
            }
        );
    }

    /// <summary>What judging anew would do; the same function shows it and saves it.</summary>
    public Judgement PreviewJudgement(TriageOutcome outcome, CaseContext context)
    {
        // What a supervisor decided stands until the records themselves entitle the case.
        var stands = EntitlementDecidedAt is not null && outcome.Verdict.Kind is VerdictKind.NotEntitled or VerdictKind.NeedsPerson;
        var verdict = stands ? Verdict : outcome.Verdict;
        var severity = verdict.Limit(SeverityWithoutLimit);
        var changes = Retargeted(verdict, severity, context).ToList();
        var starts = IsOver ? [] : Starting(verdict, severity, context).ToList();
        return new(
            Verdict,
            verdict,
            Severity,
            severity,
            EntitlementDecidedAt is not null && !stands,
            [.. changes.Select(c => c.Change)],
            [.. starts.Select(s => CaseClock.Start(s, Cycle, context).DueAt)]
        )
        {
            Clocks = changes,
            Targets = starts,
        };
    }

    // What the customer stated, where only a limit of the records had lowered it (spec E4, S5); else what was decided.
    private Severity SeverityWithoutLimit => Verdict.MostSevere is { } cap && Severity == cap ? StatedSeverity : Severity;

    private void FollowSeverity(Severity from, string reason, JudgedDues dues, CaseContext context)
    {
        var promised = Severity == Severity.Emergency && !IsOver ? AnswerAnew(context) : null;
        Record(context, new SeverityChanged(from, Severity, reason, dues.OldDueAt, dues.NewDueAt ?? promised?.DueAt));
        if (Proposal is { } proposal && Severity <= proposal.Severity)
            Proposal = null;
        if (!IsOver)
            FollowTeamTargets(context);
    }

    private void FollowJudgement(Judgement judgement, CaseContext context)
    {
        foreach (var (clock, change) in judgement.Clocks)
        {
            EndClock(clock, change.New is null ? ClockEnd.Cancelled : ClockEnd.Superseded, context);
            if (change.New is { } next)
                _clocks.Add(CaseClock.Of(next, context.Programme));
        }

        foreach (var target in judgement.Targets)
            _clocks.Add(CaseClock.Start(target, Cycle, context));
        PauseOrResumeClocks(context);
    }

    // Open clocks whose target is another one now. The longer target counts from receipt, the shorter one from now (spec S8).
    private IEnumerable<(CaseClock Clock, ClockChange Change)> Retargeted(Verdict verdict, Severity severity, CaseContext context)
    {
        var isSame = (verdict.Tier, severity) == (Tier, Severity);
        foreach (var clock in _clocks.Where(c => c.IsOpen && c.PromisedFor is null))
        {
            // What is promised to the same tier and severity stays promised: a new version of the programme moves no running clock.
            if (isSame && verdict.Kind != VerdictKind.NotEntitled)
                continue;
            var sla = clock.ToSla();
            if (TargetOf(verdict, severity, clock.Kind, context) is not { } target)
            {
                yield return (clock, new(sla, null, clock.Read(context.Programme, context.Now), null));
                continue;
            }

            if (target.Length == clock.Target && target.CalendarId == clock.CalendarId)
                continue;
            var change = Reclassify.Lower(sla, target, context.Programme, context.Now);
            if (change.New is null)
                change = Reclassify.Raise(sla, target, context.Programme, context.Now);
            // A missed clock stays missed.
            if (change.New is not null)
                yield return (clock, change);
        }
    }

    // What every entitled case has and this one had not, as it was not entitled until now.
    private IEnumerable<SlaTarget> Starting(Verdict verdict, Severity severity, CaseContext context) =>
        Triage
            .StartedAtIntake.Where(kind => !_clocks.Exists(c => c.Kind == kind && c.Cycle == Cycle && c.EndedAs is null or ClockEnd.Met))
            .Select(kind => TargetOf(verdict, severity, kind, context))
            .OfType<SlaTarget>();

    private static SlaTarget? TargetOf(Verdict verdict, Severity severity, ClockKind kind, CaseContext context) =>
        verdict.Kind == VerdictKind.NotEntitled ? null : context.Programme.Target(verdict.Tier, severity, kind);

    private void Take(CaseIntake corrected, CaseCustomer? customer)
    {
        (ProductCode, ProductVersion, SerialNumber, Contact) = (
            corrected.ProductCode,
            corrected.ProductVersion,
            corrected.SerialNumber,
            corrected.Contact
        );
        (CustomerKey, CustomerName, ContactKey, Caller) = (
            customer?.Key,
            customer?.Name,
            customer?.ContactKey,
            customer?.Caller ?? Caller.NoCustomer
        );
    }

    private IEnumerable<CorrectedField> Differences(CaseIntake corrected, CaseCustomer? customer)
    {
        (string Name, string? Before, string? After)[] all =
        [
            ("product", ProductCode, corrected.ProductCode),
            ("version", ProductVersion, corrected.ProductVersion),
            ("serial", SerialNumber, corrected.SerialNumber),
            ("customer", CustomerKey, customer?.Key),
            // Who asks is in the words, which can be erased.
            ("contact", null, Contact == corrected.Contact ? null : ""),
        ];
        return all.Where(f => !string.Equals(f.Before, f.After, StringComparison.OrdinalIgnoreCase))
            .Select(f => new CorrectedField(f.Name, f.Before, f.After));
    }

    private string Said(string reason, CaseIntake corrected, IReadOnlyList<CorrectedField> fields) =>
        fields.Any(f => f.Name == "contact")
            ? $"{reason}\n{Contact.Name} <{Contact.Email}> → {corrected.Contact.Name} <{corrected.Contact.Email}>"
            : reason;
}

/// <summary>What judging a case anew does: verdict, severity and clocks before and after.</summary>
/// <param name="EndsDecision">True when what a supervisor decided is not needed any more.</param>
/// <param name="Changes">Of clocks that run.</param>
/// <param name="StartingDue">When the clocks fall due that start by it.</param>
public sealed record Judgement(
    Verdict Before,
    Verdict Verdict,
    Severity SeverityBefore,
    Severity Severity,
    bool EndsDecision,
    IReadOnlyList<ClockChange> Changes,
    IReadOnlyList<Instant?> StartingDue
)
{
    internal IReadOnlyList<(CaseClock Clock, ClockChange Change)> Clocks { get; init; } = [];

    internal IReadOnlyList<SlaTarget> Targets { get; init; } = [];

    /// <summary>True when kind, tier, contract or limit are others, or a clock is.</summary>
    public bool ChangesVerdict =>
        (Before.Kind, Before.Tier, Before.MostSevere, Before.ContractNumber)
            != (Verdict.Kind, Verdict.Tier, Verdict.MostSevere, Verdict.ContractNumber)
        || Changes.Count > 0
        || StartingDue.Count > 0;

    /// <summary>True when it is served otherwise; another contract of the same tier alone changes nothing for anybody.</summary>
    public bool IsOtherwise =>
        (Before.Kind, Before.Tier, Before.MostSevere) != (Verdict.Kind, Verdict.Tier, Verdict.MostSevere)
        || Changes.Count > 0
        || StartingDue.Count > 0;

    /// <summary>The due time that matters most, before and after.</summary>
    public JudgedDues Dues
    {
        get
        {
            var first = Changes.MinBy(c => c.Old.Kind);
            return new(first?.OldDueAt, first?.New is null ? StartingDue.Min() : first.NewDueAt);
        }
    }
}

/// <summary>Due time before and after; null where there is none.</summary>
public sealed record JudgedDues(Instant? OldDueAt, Instant? NewDueAt);
