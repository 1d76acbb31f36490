using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>The number people say on the phone: C-, the day in the programme's zone, a running number of that day.</summary>
public static partial class CaseNumber
{
    public static string Format(LocalDate day, int running) =>
        string.Create(CultureInfo.InvariantCulture, $"C-{day.Year:D4}{day.Month:D2}{day.Day:D2}-{running:D4}");

    public static bool IsValid(string text) => Shape().IsMatch(text);

    [GeneratedRegex(@"^C-\d{8}-\d{4,7}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Shape();
}
