using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Guard;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Portal.Form;

/// <summary>
/// Answers the form while it is filled in. What a contract gives is told only to somebody whose address belongs to it; everybody else,
/// and whoever asks too often, hears the same neutral words, whether the serial number exists or not.
/// </summary>
public sealed class SupportVerdictQuery(
    IDbContextFactory<HelpdeskDb> databases,
    EntitlementLookup lookup,
    Catalogue catalogue,
    SupportProgramme programme,
    PortalLimits limits,
    CustomerVerdictWords words,
    IClock clock,
    IStringLocalizer<PortalText> text
)
{
    /// <summary>Null while there is no product to speak of.</summary>
    /// <param name="visitor">The visitor's key among the limits.</param>
    public async Task<CustomerVerdict?> AskAsync(PortalDraft draft, string visitor, CancellationToken cancellation)
    {
        if (catalogue.Find(draft[Enquiry.Product]) is not { } product || Enquiry.TypeOf(draft) is not { } type)
            return null;
        if (type.IsNonTechnical())
            return words.Free();
        var known = await JudgeAsync(draft, visitor, cancellation);
        var said = words.Of(known, product.Code, draft[Enquiry.Version], known is not null, draft[Enquiry.Serial].Trim().Length > 0);
        // Nobody is turned away: what is written here is kept all the same.
        return known?.Kind == VerdictKind.NotEntitled ? said with { Lines = [.. said.Lines, text["verdict.missing.kept"]] } : said;
    }

    // The verdict, or null for a stranger to the serial number.
    private async Task<Verdict?> JudgeAsync(PortalDraft draft, string visitor, CancellationToken cancellation)
    {
        var serial = draft[Enquiry.Serial].Trim();
        if (serial.Length == 0 || !limits.TryTake(LimitKind.SerialCheck, visitor))
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (!await lookup.KnowsAsync(db, serial, draft[Enquiry.Email], cancellation))
            return null;
        var intake = new CaseIntake
        {
            Channel = Channel.Web,
            Contact = new(UserKind.Other, "", "", null, null, "en"),
            ProductCode = draft[Enquiry.Product],
            ProductVersion = draft[Enquiry.Version].Trim(),
            SerialNumber = serial,
            RequestType = Enquiry.TypeOf(draft)!.Value,
            Severity = Severity.Low,
            UsedIn = Enquiry.UsedInOf(draft),
            Subject = "",
            Description = "",
        };
        return (await lookup.JudgeAsync(db, intake, programme, clock.GetCurrentInstant(), cancellation)).Verdict;
    }
}
