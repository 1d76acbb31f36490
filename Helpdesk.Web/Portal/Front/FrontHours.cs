using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.ServiceLevels;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Portal.Front;

/// <summary>When the emergency line answers a tier, and whether it does now.</summary>
public sealed record FrontLine(string Tier, string Hours, string Now);

/// <summary>
/// Whom customers may ring and when requests are worked on, as the programme's calendars say (spec P1, P9, P13); in the reader's language.
/// </summary>
public sealed class FrontHours(
    SupportProgramme programme,
    ServiceTimes times,
    MailWords words,
    DomainWords domain,
    IStringLocalizer<PortalText> text,
    IClock clock
)
{
    public string Hotline => programme.Hotline;

    public string Zone => words.Zone(clock.GetCurrentInstant());

    /// <summary>The hours in which requests are worked on; they are taken at any (spec P13).</summary>
    public string Worked => text["front.worked", times.Hours(programme.Calendar(SupportProgramme.BusinessCalendarId))];

    /// <summary>The tiers that have a line (spec P1); none where nobody may ring.</summary>
    public IReadOnlyList<FrontLine> Lines =>
        [
            .. Enum.GetValues<SupportTier>()
                .Select(tier => (Tier: tier, Line: HotlineHours.Of(programme, tier, clock.GetCurrentInstant())))
                .Where(pair => pair.Line is not null)
                .Select(pair => new FrontLine(domain.Of(pair.Tier), times.Hours(pair.Line!.Calendar), Now(pair.Line))),
        ];

    private string Now(HotlineHours line)
    {
        var now = clock.GetCurrentInstant();
        if (line.IsOpen)
            // Around the clock, but not in every language at every hour (spec P9).
            return line.Calendar.IsAlwaysOpen && !programme.Calendar(SupportProgramme.BusinessCalendarId).IsOpen(now)
                ? text["front.now.english"]
                : text["front.now"];
        return line.OpensAt is { } opens ? text["front.opens", words.At(opens)] : "";
    }
}
