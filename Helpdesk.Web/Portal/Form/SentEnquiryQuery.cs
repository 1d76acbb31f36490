using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Portal.Form;

/// <summary>What somebody hears who has just sent an enquiry; the rest is on the page that the mail links to.</summary>
/// <param name="Stated">What the customer told us (spec S5).</param>
/// <param name="Lowered">Why it is handled as less severe than told; null when it is handled as told, or was decided anew since.</param>
/// <param name="Hotline">Whether and when to ring, with places for the number to ring and the case's; null where nobody is to.</param>
/// <param name="Support">What support there is for it, and why (spec E5).</param>
/// <param name="DueAt">Null when no time is promised.</param>
/// <param name="InEnglish">A Japanese customer came outside business hours, when Premium is served in English (spec P9).</param>
public sealed record SentEnquiry(
    string Number,
    string Email,
    Severity Stated,
    Severity Severity,
    string? Lowered,
    string? Hotline,
    CustomerVerdict Support,
    Instant? DueAt,
    string? Why,
    bool InEnglish
);

/// <summary>Reads it by the draft in the visitor's browser.</summary>
public sealed class SentEnquiryQuery(
    IDbContextFactory<HelpdeskDb> databases,
    SupportDrafts drafts,
    SupportProgramme programme,
    MailWords words,
    CustomerVerdictWords verdicts,
    EntitlementLookup lookup,
    IClock clock
)
{
    public async Task<SentEnquiry?> FindAsync(HttpContext context)
    {
        if (await drafts.LoadAsync(context) is not { SentNumber: { } number })
            return null;
        await using var db = await databases.CreateDbContextAsync(context.RequestAborted);
        if (
            await db
                .Cases.AsNoTracking()
                .Include(c => c.Clocks)
                .SingleOrDefaultAsync(c => c.Number == number && c.ErasedAt == null, context.RequestAborted)
            is not { } sent
        )
            return null;
        // As promised when it came in, whatever happened since.
        var promise = sent.IsFromStranger
            ? null
            : sent.Clocks.Where(c => c.Kind == ClockKind.FirstResponse && c.Cycle == sent.Cycle).MinBy(c => c.StartedAt);
        var inEnglish =
            sent is { TierTold: SupportTier.Premium, Contact.Language: not "en" }
            && !programme.Calendar(SupportProgramme.BusinessCalendarId).IsOpen(sent.OpenedAt);
        var isKnown = await lookup.KnowsAsync(db, sent.SerialNumber, sent.Contact.Email, context.RequestAborted);
        return new(
            number,
            sent.Contact.Email,
            sent.StatedSeverity,
            sent.Severity,
            verdicts.Lowered(sent.Verdict, sent.StatedSeverity, sent.Severity, isKnown),
            sent.Severity == Severity.Emergency ? words.Hotline(sent.TierTold, clock.GetCurrentInstant(), "{1}", phone: "{0}") : null,
            verdicts.Of(sent.Verdict, sent.ProductCode, sent.ProductVersion, isKnown, !string.IsNullOrWhiteSpace(sent.SerialNumber)),
            promise?.DueAt,
            promise is null ? null : words.Why(promise, sent.OpenedAt),
            inEnglish
        );
    }
}
