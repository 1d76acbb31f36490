using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// One stretch of a local day during which time counts, half-open: <c>[StartSecond, EndSecond)</c> in
/// seconds since local midnight, 0..86400 (spec P12, P14).
/// </summary>
public readonly record struct Opening(int StartSecond, int EndSecond)
{
    public const int SecondsPerDay = 86_400;

    private const string Expected = "HH:mm-HH:mm, for example 09:00-17:00; 24:00 is legal as the end";

    public bool IsValid => StartSecond >= 0 && EndSecond <= SecondsPerDay && StartSecond < EndSecond;

    /// <summary>Reads <c>08:00-12:00</c> (HH:mm or HH:mm:ss); refuses an end that is not after its start.</summary>
    public static Result<Opening> Parse(string? text, string? field = null)
    {
        var parts = (text ?? "").Split('-');
        if (parts.Length != 2 || SecondOf(parts[0]) is not { } start || SecondOf(parts[1]) is not { } end)
            return Result<Opening>.Refuse("calendar.opening-malformed", field, text, Expected);
        return end <= start ? EndsBeforeStart(text, field) : new Opening(start, end);
    }

    public override string ToString() => TextOf(StartSecond) + "-" + TextOf(EndSecond);

    internal static Error EndsBeforeStart(string? text, string? field) =>
        new(
            "calendar.opening-ends-before-start",
            field,
            text,
            "an end after the start; split an opening that crosses midnight into HH:mm-24:00 and, on the next day, 00:00-HH:mm"
        );

    private static int? SecondOf(string text)
    {
        var parts = text.Trim().Split(':');
        if (
            parts.Length is not (2 or 3)
            || !Array.TrueForAll(parts, p => p.Length == 2 && char.IsAsciiDigit(p[0]) && char.IsAsciiDigit(p[1]))
        )
            return null;
        var numbers = Array.ConvertAll(parts, p => ((p[0] - '0') * 10) + (p[1] - '0'));
        var second = (numbers[0] * 3600) + (numbers[1] * 60) + (numbers.Length == 3 ? numbers[2] : 0);
        return numbers[1] < 60 && (numbers.Length == 2 || numbers[2] < 60) && second <= SecondsPerDay ? second : null;
    }

    private static string TextOf(int second) =>
        second % 60 == 0 ? $"{second / 3600:00}:{second / 60 % 60:00}" : $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}";
}
