using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Platform.Localization;

/// <summary>Marker of <c>ErrorText.resx</c>: one sentence for each error code, in both languages.</summary>
public sealed class ErrorText;

/// <summary>Says an error in the reader's language, its instants in their zone.</summary>
public sealed class ErrorWords(IStringLocalizer<ErrorText> text, DomainWords words, CurrentPerson person)
{
    public string Of(Error error)
    {
        var sentence = text[error.Code, [.. error.Args.Select(Display)]];
        // A code without words is a bug, found by a test; the reader still gets the code.
        return sentence.ResourceNotFound ? error.Code : sentence.Value;
    }

    /// <summary>Several errors as one paragraph.</summary>
    public string Of(IEnumerable<Error> errors) => string.Join(" ", errors.Select(Of));

    public string Title(int status) => text["title." + status];

    private object Display(object? value) =>
        value switch
        {
            null => "–",
            Enum word => words.Of(word),
            Instant at when at >= BusinessCalendar.Earliest && at <= BusinessCalendar.Latest => new ReaderTime(
                person.TimeZone,
                CultureInfo.CurrentUICulture,
                at
            ).Long(at),
            // Far off, an instant may have no local time in any zone.
            Instant at => InstantPattern.General.Format(at),
            string s when s.Length > 120 => string.Concat(s.AsSpan(0, 119), "…"),
            _ => value,
        };
}
