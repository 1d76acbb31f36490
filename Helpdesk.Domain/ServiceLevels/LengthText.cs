using System.Globalization;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>Reads lengths as people write them: <c>2 h</c>, <c>30 min</c>, <c>1 h 30 min</c>, <c>1 business day</c> (spec P12).</summary>
public static class LengthText
{
    public const string Expected = "a length such as 2 h, 30 min, 1 h 30 min or 1 business day";

    private static readonly Duration s_longest = Duration.FromDays(3660);

    /// <param name="businessDay">How much counted time one business day is; null where business days make no sense.</param>
    public static Result<Duration> Parse(string? text, Duration? businessDay, string? field = null)
    {
        var words = (text ?? "")
            .Replace("business day", "businessday", StringComparison.OrdinalIgnoreCase)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sum = Duration.Zero;
        for (var i = 0; i + 1 < words.Length; i += 2)
        {
            if (
                !int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || UnitOf(words[i + 1], businessDay) is not { } unit
                || sum > s_longest
            )
                return Malformed();
            sum += unit * number;
        }

        return words.Length % 2 == 0 && sum > Duration.Zero && sum <= s_longest ? sum : Malformed();

        Result<Duration> Malformed() =>
            Result<Duration>.Refuse(
                "programme.length-malformed",
                field,
                text,
                businessDay is null ? "a length such as 8 h or 7 h 30 min" : Expected
            );
    }

    private static Duration? UnitOf(string word, Duration? businessDay) =>
        word.ToLowerInvariant() switch
        {
            "s" => Duration.FromSeconds(1),
            "min" => Duration.FromMinutes(1),
            "h" => Duration.FromHours(1),
            "businessday" or "businessdays" => businessDay,
            _ => null,
        };
}
