using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Data;
using Helpdesk.Web.Mail;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Features.Portal.Form;

/// <summary>What somebody hears who has just sent an enquiry; the rest is on the page that the mail links to.</summary>
/// <param name="DueAt">Null when no time is promised.</param>
/// <param name="InEnglish">A Japanese customer came outside business hours, when Premium is served in English (spec P9).</param>
public sealed record SentEnquiry(string Number, string Email, Severity Severity, bool IsEmergency, Instant? DueAt, string? Why, bool InEnglish);

/// <summary>Reads it by the draft in the visitor's browser.</summary>
public sealed class SentEnquiryQuery(IDbContextFactory<HelpdeskDb> databases, SupportDrafts drafts, SupportProgramme programme, MailWords words)
{
    public async Task<SentEnquiry?> FindAsync(HttpContext context)
    {
        if (await drafts.LoadAsync(context) is not { SentNumber: { } number })
            return null;
        await using var db = await databases.CreateDbContextAsync(context.RequestAborted);
        if (await db.Cases.AsNoTracking().Include(c => c.Clocks).SingleOrDefaultAsync(c => c.Number == number && c.ErasedAt == null, context.RequestAborted) is not { } sent)
            return null;
        // As promised when it came in, whatever happened since.
        var promise = sent.Clocks.Where(c => c.Kind == ClockKind.FirstResponse).MinBy(c => c.StartedAt);
        var inEnglish = sent is { Tier: SupportTier.Premium, Contact.Language: not "en" } && !programme.Calendar(SupportProgramme.BusinessCalendarId).IsOpen(sent.OpenedAt);
        return new(
            number, sent.Contact.Email, sent.Severity, sent.StatedSeverity == Severity.Emergency && sent.Severity == Severity.Emergency, promise?.DueAt, promise is null ? null : words.Why(promise), inEnglish);
    }
}
