using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>What makes a list of pauses legal; fields are relative to its owner: <c>pauses[0].end</c>.</summary>
public static class PauseRules
{
    public static IReadOnlyList<Error> Check(IReadOnlyList<Pause> pauses)
    {
        List<Error> errors = [];
        for (var i = 0; i < pauses.Count; i++)
        {
            var (start, end) = pauses[i];
            if (!IsInHorizon(start))
                errors.Add(OutOfRange($"pauses[{i}].start", start));
            if (end is { } known && !IsInHorizon(known))
                errors.Add(OutOfRange($"pauses[{i}].end", known));
            else if (end < start)
                errors.Add(new("pause.ends-before-start", $"pauses[{i}].end", end, start));
        }

        return errors;
    }

    /// <summary>The same check without allocating, for the usual case that all is well.</summary>
    internal static bool AnyWrong(IReadOnlyList<Pause> pauses)
    {
        for (var i = 0; i < pauses.Count; i++)
        {
            if (!IsInHorizon(pauses[i].Start) || pauses[i].End is { } end && (!IsInHorizon(end) || end < pauses[i].Start))
                return true;
        }

        return false;
    }

    internal static Error OutOfRange(string field, Instant at) =>
        new("instant.out-of-range", field, at, BusinessCalendar.Earliest, BusinessCalendar.Latest);

    private static bool IsInHorizon(Instant at) => BusinessCalendar.Earliest <= at && at <= BusinessCalendar.Latest;
}
