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

    public static Within? Of(SupportTier tier, Severity severity, Promise what, bool teamTargets) =>
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
