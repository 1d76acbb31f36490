using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
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
/// <param name="Lowered">The key of the words why it is handled as less severe than told;
/// null when it is handled as told, or was decided anew since.</param>
/// <param name="DueAt">Null when no time is promised.</param>
/// <param name="InEnglish">A Japanese customer came outside business hours, when Premium is served in English (spec P9).</param>
public sealed record SentEnquiry(
    string Number,
    string Email,
    Severity Stated,
    Severity Severity,
    string? Lowered,
    bool IsEmergency,
    Instant? DueAt,
    string? Why,
    bool InEnglish
);

/// <summary>Reads it by the draft in the visitor's browser.</summary>
public sealed class SentEnquiryQuery(
    IDbContextFactory<HelpdeskDb> databases,
    SupportDrafts drafts,
    SupportProgramme programme,
    MailWords words
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
        var promise = sent.Clocks.Where(c => c.Kind == ClockKind.FirstResponse).MinBy(c => c.StartedAt);
        var inEnglish =
            sent is { Tier: SupportTier.Premium, Contact.Language: not "en" }
            && !programme.Calendar(SupportProgramme.BusinessCalendarId).IsOpen(sent.OpenedAt);
        return new(
            number,
            sent.Contact.Email,
            sent.StatedSeverity,
            sent.Severity,
            await LoweredAsync(db, sent, context.RequestAborted),
            sent.StatedSeverity == Severity.Emergency && sent.Severity == Severity.Emergency,
            promise?.DueAt,
            promise is null ? null : words.Why(promise),
            inEnglish
        );
    }

    // What kind of licence it is, is told only to those who belong to it, as everywhere on the form.
    private static async Task<string?> LoweredAsync(HelpdeskDb db, Case sent, CancellationToken cancellation)
    {
        var limited = sent.Verdict.Limit(sent.StatedSeverity);
        if (limited == sent.StatedSeverity || limited != sent.Severity)
            return null;
        var reason = sent.Verdict.Reasons.Select(r => r.Code).FirstOrDefault(code => code is "trial" or "not-for-resale");
        return
            reason is not null
            && sent.SerialNumber is { } serial
            && await EntitlementLookup.FindAsync(db, serial, cancellation) is { } record
            && ContactMatch.Knows(sent.Contact.Email, record.Email)
            ? "lowered." + reason
            : "lowered";
    }
}
