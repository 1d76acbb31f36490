using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>How long, on which calendar.</summary>
internal sealed record Within(Duration Length, string Calendar);

/// <summary>The promises, read off section 1 of the specification once more (P2, P3, P5, P6, P11, P12).</summary>
internal static class PlainPromises
{
    public const string Business = "business";
    public const string Always = "always";

    private const int HoursOfABusinessDay = 8;

    /// <summary>What is promised from now on by the targets that the walk's programme has got meanwhile, where they are others.</summary>
    public static Within? Of(SupportTier tier, Severity severity, Promise what, bool teamTargets, bool others) =>
        (others, tier, severity, what) switch
        {
            (true, SupportTier.Premium, _, Promise.Callback) => new(Duration.FromMinutes(30), Always),
            (true, SupportTier.Standard, _, Promise.Callback) => Hours(3, Business),
            (true, SupportTier.Premium, Severity.Emergency, Promise.FirstResponse) => Hours(2, Always),
            (true, SupportTier.Standard, Severity.High, Promise.FirstResponse) => Hours(4, Business),
            (true, SupportTier.Standard, Severity.Medium, Promise.FirstResponse) => Days(3),
            (true, SupportTier.Premium, Severity.Low, Promise.FirstResponse) => Hours(30, Always),
            _ => First(tier, severity, what, teamTargets),
        };

    private static Within? First(SupportTier tier, Severity severity, Promise what, bool teamTargets) =>
        what switch
        {
            _ when tier == SupportTier.SelfService => null,
            Promise.Callback when tier == SupportTier.Premium => Hours(1, Always),
            Promise.Callback => Hours(2, Business),
            Promise.FirstResponse when severity == Severity.Emergency => tier == SupportTier.Premium
                ? Hours(1, Always)
                : Hours(2, Business),
            Promise.FirstResponse => Days(severity == Severity.High ? 1 : 2),
            // The team's own, of the programme that walks with them use.
            Promise.NextUpdate or Promise.Resolution when teamTargets && tier == SupportTier.Standard => (what, severity) switch
            {
                (Promise.NextUpdate, Severity.High) => Hours(4, Business),
                (Promise.NextUpdate, Severity.Medium) => Hours(8, Business),
                (Promise.Resolution, Severity.High) => Days(3),
                (Promise.Resolution, Severity.Medium) => Days(5),
                _ => null,
            },
            _ => null,
        };

    private static Within Days(int days) => Hours(days * HoursOfABusinessDay, Business);

    private static Within Hours(int hours, string calendar) => new(Duration.FromHours(hours), calendar);
}
