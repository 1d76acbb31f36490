using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Files;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Portal.Guard;
using Helpdesk.Web.Portal.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Portal.Form;

/// <summary>
/// Turns a draft into a case (spec I1–I7, P13): the draft's key is the authorisation, so nobody sends somebody else's. Sent twice, it is
/// one case; never refused for the hour or for want of a contract.
/// </summary>
public sealed class SendEnquiryHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IntakeGroupCommit desk,
    CaseSaver saver,
    EntitlementLookup lookup,
    SupportProgramme programme,
    PortalLimits limits,
    IClock clock,
    IValidator<OpenCaseRequest> rules,
    IOptions<IntakeOptions> options,
    ILogger<SendEnquiryHandler> log
)
{
    /// <param name="visitor">The visitor's key among the limits.</param>
    /// <returns>The case's number; or <c>consent.required</c>, <c>portal.busy</c>,
    /// <c>draft.gone</c>, or what the shared rules say of the fields.</returns>
    public async Task<Result<string>> HandleAsync(PortalDraft draft, string visitor, CancellationToken cancellation)
    {
        if (draft.SentNumber is { } before)
            return before;
        var wrong = await CheckAsync(draft, cancellation);
        if (wrong.Count > 0)
            return Result<string>.Refuse(wrong);
        if (
            !limits.TryTake(LimitKind.Enquiry, visitor)
            || !limits.TryTake(LimitKind.EnquiryOfMail, PortalLimits.KeyOf(draft[Enquiry.Email]))
        )
            return Result<string>.Refuse("portal.busy");
        var request = Enquiry.ToRequest(draft);
        var intake = lookup.Canonical(request.ToIntake(Channel.Web, options.Value.PrivacyPolicyVersion));
        var now = clock.GetCurrentInstant();
        TriageOutcome triage;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            triage = await lookup.JudgeAsync(db, intake, programme, now, cancellation);
        var context = new CaseContext(now, new Actor(ActorKind.Customer, null, intake.Contact.Name), programme);
        var opened = await desk.OpenAsync(
            new(intake, triage, new("portal/" + draft.Key, "draft"), IntakeExtras.None, context),
            cancellation
        );
        if (!opened.IsOk)
            return Result<string>.Refuse(opened.Errors);
        await SettleAsync(draft, opened.Value.Case);
        return opened.Value.Case.Number;
    }

    // An Emergency of somebody the customer on record does not know: only a call can tell who it is.
    private async Task<bool> NeedsPhoneAsync(PortalDraft draft, CancellationToken cancellation)
    {
        if (draft[Enquiry.Phone].Trim().Length > 0 || Enquiry.ToRequest(draft).Severity != Helpdesk.Domain.Kernel.Severity.Emergency)
            return false;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return !await lookup.KnowsAsync(db, draft[Enquiry.Serial], draft[Enquiry.Email], cancellation);
    }

    /// <summary>What is still wrong, consent included.</summary>
    public async Task<IReadOnlyList<Error>> CheckAsync(PortalDraft draft, CancellationToken cancellation)
    {
        List<Error> found = [.. (await rules.ValidateAsync(Enquiry.ToRequest(draft), cancellation)).ToErrors()];
        if (await NeedsPhoneAsync(draft, cancellation))
            found.Add(new Error("portal.phone-needed", Enquiry.Phone));
        if (Enquiry.WhereUsedOf(draft) is null && await AsksWhereUsedAsync(draft, cancellation))
            found.Add(new Error("value.required", Enquiry.WhereUsed));
        return draft[Enquiry.Consent] == Enquiry.Yes ? found : [.. found, new Error("consent.required", Enquiry.Consent)];
    }

    /// <summary>Whether the form has to ask where the product runs (spec E4).</summary>
    public async Task<bool> AsksWhereUsedAsync(PortalDraft draft, CancellationToken cancellation)
    {
        if (Enquiry.TypeOf(draft)?.IsNonTechnical() != false || draft[Enquiry.Serial].Trim().Length == 0)
            return false;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await lookup.AsksWhereUsedAsync(db, draft[Enquiry.Serial], draft[Enquiry.Email], cancellation);
    }

    // The case is there; its files and its link follow, and the draft remembers where to. Cut off in between, sending again does the rest.
    private async Task SettleAsync(PortalDraft sent, Case opened)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.PortalDrafts().SingleOrDefaultAsync(d => d.Key == sent.Key, CancellationToken.None) is not { SentNumber: null } draft)
            return;
        var owner = PortalFiles.OwnerOf(draft);
        var entry = await db.Timeline.Where(e => e.CaseId == opened.Id).OrderBy(e => e.Id).FirstAsync(CancellationToken.None);
        foreach (var file in await db.PortalFiles().Where(f => f.Owner == owner).ToListAsync(CancellationToken.None))
        {
            if (file.IsComplete)
                db.Attachments().Add(file.ToAttachment(opened.Id, entry));
            db.PortalFiles().Remove(file);
        }

        var follows = draft.FollowUpOf;
        draft.Sent(opened.Number);
        await db.SaveChangesAsync(CancellationToken.None);
        if (follows is not null)
            await LinkAsync(db, opened.Number, follows);
    }

    private async Task LinkAsync(HelpdeskDb db, string number, string earlier)
    {
        var both = await db
            .Cases.Include(c => c.Clocks)
            .Include(c => c.Links)
            .Where(c => c.Number == number || c.Number == earlier)
            .ToDictionaryAsync(c => c.Number, StringComparer.Ordinal);
        if (!both.TryGetValue(number, out var follower) || !both.TryGetValue(earlier, out var first))
            return;
        var context = new CaseContext(clock.GetCurrentInstant(), new Actor(ActorKind.Customer, null, follower.Contact.Name), programme);
        if (follower.Link(LinkKind.FollowUpOf, earlier, context).IsOk && first.Link(LinkKind.FollowedBy, number, context).IsOk)
            await saver.SaveAsync(db, follower, first);
        else
            log.LogWarning("{Number} could not be linked with {Earlier}", number, earlier);
    }
}
