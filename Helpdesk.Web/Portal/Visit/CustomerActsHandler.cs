using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Files;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
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
    IStringLocalizer<PortalText> text
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
        var target = await db
            .Cases.Include(c => c.Clocks)
            .Include(c => c.Links)
            .SingleAsync(c => c.Id == visit.CaseId, CancellationToken.None);
        var owner = PortalFiles.OwnerOf(number);
        var files = act is WriteMessage or RejectSolution or ComeBack
            ? await db.PortalFiles()
                .Where(f => f.Owner == owner && f.Checksum != null)
                .OrderBy(f => f.AddedAt)
                .ToListAsync(CancellationToken.None)
            : [];
        var done = Apply(target, act, files.Count > 0, Context(target));
        if (!done.IsOk)
            return done.Errors[0].Code == "case.not-allowed" ? Result.Refuse("link.answer-late") : done;
        Attach(db, target, files);
        var saved = await saver.SaveAsync(db, target);
        return saved.IsOk ? Result.Ok : Result.Refuse(saved.Errors);
    }

    private CaseContext Context(Case target) =>
        new(clock.GetCurrentInstant(), new Actor(ActorKind.Customer, null, target.Contact.Name), programme)
        {
            IsAway = absences.IsAway,
            StandIn = absences.StandIn,
        };

    private Result Apply(Case target, CustomerAct act, bool hasFiles, CaseContext context) =>
        act switch
        {
            WriteMessage write when string.IsNullOrWhiteSpace(write.Text) && !hasFiles => Result.Refuse("message.empty", "text"),
            WriteMessage write => target.CustomerMessage(WordsOr(write.Text, "files.without-words", target), context),
            ConfirmSolution => Confirm(target, context),
            RejectSolution reject => target.CustomerMessage(WordsOr(reject.Text, "not-solved.without-words", target), context),
            AskForUrgency ask => target.RequestEscalation(
                ask.WorkaroundExists!.Value,
                ask.EffectIsSerious!.Value,
                ask.BusinessImpact!.Trim(),
                context
            ),
            AskToBeCalled ask => AskForCall(target, ask, context),
            ComeBack again => Reopen(target, again, hasFiles, context),
            NoLongerNeeded end => End(target, end, context),
            _ => throw new InvalidOperationException("No way to do " + act.GetType().Name),
        };

    private static Result Confirm(Case target, CaseContext context)
    {
        // Pressed twice, the same answer is given once.
        if (target.IsClosed)
            return target.ClosingReason == ClosingReason.Confirmed ? Result.Ok : Result.Refuse("link.answer-late");
        var resolved = target.ConfirmedAt is not null ? Result.Ok : target.Confirm(ConfirmedBy.Page, null, null, context);
        return resolved.IsOk ? target.Close(ClosingReason.Confirmed, null, null, context) : resolved;
    }

    private static Result AskForCall(Case target, AskToBeCalled ask, CaseContext context) =>
        CallsToCustomers.IsAwaited(target) ? Result.Refuse("call.awaited", "phone")
        : CallsToCustomers.MayBeAsked(target)
            ? target.RequestCallback(ask.Phone!.Trim(), null, string.IsNullOrWhiteSpace(ask.Text) ? null : ask.Text.Trim(), context)
        : Result.Refuse("call.not-included", "phone");

    // Our mail about the reopening carries our words only; the customer's come as a message of theirs.
    private Result Reopen(Case target, ComeBack again, bool hasFiles, CaseContext context)
    {
        if (!target.IsClosed || target.ClosingReason == ClosingReason.Merged)
            return Result.Refuse("link.answer-late");
        var stated = again.Stated is { } severity ? new StatedAnew(severity, WordsOr(null, "again.stated", target)) : null;
        var reopened = target.Reopen(null, context, stated);
        return !reopened.IsOk || (string.IsNullOrWhiteSpace(again.Text) && !hasFiles)
            ? reopened
            : target.CustomerMessage(WordsOr(again.Text, "files.without-words", target), context);
    }

    private static Result End(Case target, NoLongerNeeded end, CaseContext context)
    {
        var said = string.IsNullOrWhiteSpace(end.Text) ? Result.Ok : target.CustomerMessage(end.Text.Trim(), context);
        return said.IsOk ? target.Close(ClosingReason.NoLongerNeeded, null, null, context) : said;
    }

    // A press of the button alone says enough; the time line says it in the customer's language.
    private string WordsOr(string? words, string key, Case target)
    {
        if (!string.IsNullOrWhiteSpace(words))
            return words.Trim();
        using var speaking = MailWords.Speak(MailComposer.LanguageOf(target));
        return text[key];
    }

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
