using Helpdesk.Domain.Intake;
using Helpdesk.Web.Portal.Guard;

namespace Helpdesk.Web.Portal.Form;

/// <summary>A page of the conversation that ends in an enquiry.</summary>
public enum SupportStep
{
    Who,
    Product,
    Problem,
    Impact,
    Files,
    Articles,
    Send,
}

/// <summary>The way through the form (spec I2–I4, E6): one table.</summary>
public static class SupportSteps
{
    private static readonly SupportStep[] Whole =
    [
        SupportStep.Who,
        SupportStep.Product,
        SupportStep.Problem,
        SupportStep.Impact,
        SupportStep.Files,
        SupportStep.Articles,
        SupportStep.Send,
    ];

    // A question about a licence needs no log and no severity (spec E6).
    private static readonly SupportStep[] Short =
    [
        SupportStep.Who,
        SupportStep.Product,
        SupportStep.Problem,
        SupportStep.Articles,
        SupportStep.Send,
    ];

    public static IReadOnlyList<SupportStep> Of(RequestType? type) => type?.IsNonTechnical() == true ? Short : Whole;

    public static string PathOf(SupportStep step) =>
        step == SupportStep.Who ? $"{PortalGuard.Root}/new" : $"{PortalGuard.Root}/{step.ToString().ToLowerInvariant()}";

    /// <summary>The step after or before, or null at either end.</summary>
    public static SupportStep? From(SupportStep step, int by, RequestType? type)
    {
        var steps = Of(type);
        var at = steps.IndexOf(step) + by;
        return at >= 0 && at < steps.Count ? steps[at] : null;
    }

    private static int IndexOf(this IReadOnlyList<SupportStep> steps, SupportStep step)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] == step)
                return i;
        }

        return 0;
    }
}
