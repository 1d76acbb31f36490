using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Files;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Portal.Visit;

/// <summary>
/// Does what a customer asks for on their own page. The pass is the authorisation, whichever page or program shows it (spec U5).
/// </summary>
public sealed class CustomerActsHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CustomerDoor door,
    SupportProgramme programme,
    AbsenceCache absences,
    OpenAlerts alerts,
    IClock clock,
    IValidator<CustomerAct> rules,
    CustomerActMoves moves
)
{
    private const int LongestNonce = 64;

    /// <param name="nonce">Made with the form: the same form sent twice acts once.</param>
    /// <returns><c>link.dead</c>, <c>message.empty</c>, <c>link.answer-late</c> when
    /// the case has moved on, or the case's own rules.</returns>
    public async Task<Result> HandleAsync(string number, string? pass, CustomerAct act, string? nonce, CancellationToken cancellation)
    {
        if (await door.WhoAsync(number, pass, cancellation) is null)
            return Result.Refuse("link.dead");
        if (await rules.ValidateAsync(act, cancellation) is { IsValid: false } wrong)
            return Result.Refuse(wrong.ToErrors());
        using var turn = await gate.EnterAsync(cancellation);
        // Asked again inside: the links may have been revoked a moment ago.
        if (await door.WhoAsync(number, pass, CancellationToken.None) is not { } visit)
            return Result.Refuse("link.dead");
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await IsRepeatedAsync(db, visit, act, nonce))
            return Result.Ok;
        if (act is Rate rate)
            return await RateAsync(db, visit, rate.Score!.Value);
        var (shown, target) = await CasesOfAsync(db, number);
        var files = await FilesAsync(db, number, act);
        var context = Context(shown);
        // Asked for on the page of a duplicate, it is done in the case that goes on with it (spec I5).
        var done = await RefusedCallAsync(db, target, act, shown.Contact.Name);
        if (done.IsOk)
            done =
                target == shown
                    ? moves.Do(target, act, files.Count > 0, context)
                    : moves.DoElsewhere(target, act, files.Count > 0, context);
        if (!done.IsOk)
            return done.Errors[0].Code == "case.not-allowed" ? Result.Refuse("link.answer-late") : done;
        Attach(db, target, files);
        var saved = await saver.SaveAsync(db, target);
        return saved.IsOk ? Result.Ok : Result.Refuse(saved.Errors);
    }

    /// <summary>The case whose page it is, and the one that goes on with it: the same, unless it was merged.</summary>
    private static async Task<(Case Shown, Case Target)> CasesOfAsync(HelpdeskDb db, string number)
    {
        var end = await db.EndOfMergingAsync(number, CancellationToken.None);
        var found = await db
            .Cases.Include(c => c.Clocks)
            .Include(c => c.Links)
            .Where(c => c.Number == number || c.Number == end)
            .ToDictionaryAsync(c => c.Number, StringComparer.Ordinal);
        return (found[number], found[end]);
    }

    private static async Task<List<PortalFile>> FilesAsync(HelpdeskDb db, string number, CustomerAct act)
    {
        var owner = PortalFiles.OwnerOf(number);
        return act is WriteMessage or RejectSolution or ComeBack
            ? await db.PortalFiles()
                .Where(f => f.Owner == owner && f.Checksum != null)
                .OrderBy(f => f.AddedAt)
                .ToListAsync(CancellationToken.None)
            : [];
    }

    private CaseContext Context(Case shown) =>
        new(clock.GetCurrentInstant(), new Actor(ActorKind.Customer, null, shown.Contact.Name), programme)
        {
            IsAway = absences.IsAway,
            StandIn = absences.StandIn,
        };

    private static async Task<Result> RefusedCallAsync(HelpdeskDb db, Case target, CustomerAct act, string who) =>
        act is AskToBeCalled && await CallsToCustomers.IsAwaitedAsync(db, target, who, CancellationToken.None)
            ? Result.Refuse("call.awaited", "phone")
            : Result.Ok;

    private static void Attach(HelpdeskDb db, Case target, List<PortalFile> files)
    {
        if (target.Timeline.LastOrDefault(e => e.Event is CustomerWrote) is not { } entry)
            return;
        foreach (var file in files)
        {
            db.Attachments().Add(file.ToAttachment(target.Id, entry));
            db.PortalFiles().Remove(file);
        }
    }

    private async Task<Result> RateAsync(HelpdeskDb db, CustomerVisit visit, int score)
    {
        var closed = await db
            .Cases.Where(c => c.Id == visit.CaseId && c.Status == CaseStatus.Closed)
            .Select(c => (int?)c.Cycle)
            .SingleOrDefaultAsync(CancellationToken.None);
        if (
            closed is not { } cycle
            || await db.Ratings().AnyAsync(r => r.CaseId == visit.CaseId && r.Cycle == cycle, CancellationToken.None)
        )
            return Result.Refuse("link.answer-late");
        var now = clock.GetCurrentInstant();
        db.Ratings()
            .Add(
                new()
                {
                    CaseId = visit.CaseId,
                    Cycle = cycle,
                    Score = score,
                    At = now,
                }
            );
        if (score <= CaseRating.Poor)
            db.Alerts.Add(
                SupervisorAlert.About(
                    AlertKind.PoorRating,
                    $"{visit.Number}/{cycle}",
                    $"{score} / {CaseRating.Best}",
                    null,
                    null,
                    now,
                    visit.Number
                )
            );
        await db.SaveChangesAsync(CancellationToken.None);
        alerts.Raised(score <= CaseRating.Poor ? 1 : 0);
        return Result.Ok;
    }

    // Written with what the act changes, in one transaction; a refused act leaves its nonce unused.
    private async Task<bool> IsRepeatedAsync(HelpdeskDb db, CustomerVisit visit, CustomerAct act, string? nonce)
    {
        if (string.IsNullOrEmpty(nonce) || nonce.Length > LongestNonce)
            return false;
        var key = $"customer/{visit.CaseId}/{nonce}";
        if (await db.IdempotentAnswers().AnyAsync(a => a.Key == key, CancellationToken.None))
            return true;
        db.IdempotentAnswers()
            .Add(
                new()
                {
                    Key = key,
                    BodyHash = act.GetType().Name,
                    CaseId = visit.CaseId,
                    At = clock.GetCurrentInstant(),
                }
            );
        return false;
    }
}
