using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Says shifts and gaps to one reader.</summary>
public sealed class RotaWords(IStringLocalizer<RotaText> text, ErrorWords errors, PeopleDirectory people)
{
    public string this[string key, params object[] args] => text[key, args];

    public string NameOf(Guid? person) => person is { } one ? people.Find(one)?.DisplayName ?? "–" : text["nobody"];

    public string LayerOf(OnCallLayer layer) => text["layer." + layer];

    /// <summary>Why somebody has it: turn, override, stands in for X.</summary>
    public string SourceOf(Shift shift) =>
        (shift.Source, shift.InsteadOf) switch
        {
            (ShiftSource.Substitute, { } other) => text["source.Substitute", NameOf(other)],
            (ShiftSource.Override, { } other) => text["source.Override.for", NameOf(other)],
            var (source, _) => text["source." + source],
        };

    /// <summary>An error with its instants in the reader's zone.</summary>
    public string Of(Error error, ReaderTime time) =>
        errors.Of(error with { Args = [.. error.Args.Select(a => a is Instant at ? time.Long(at) : a)] });

    public string Of(IEnumerable<Error> refused, ReaderTime time) => string.Join(" ", refused.Select(e => Of(e, time)));

    /// <summary>18:00–20:00 within a day; the end of the day reads 24:00.</summary>
    public static string Hours(TimeRange time, RotaDay day, DateTimeZone zone) =>
        Pattern("HH:mm").Format(time.From.InZone(zone).LocalDateTime)
        + "–"
        + (time.Until == day.Time.Until ? "24:00" : Pattern("HH:mm").Format(time.Until.InZone(zone).LocalDateTime));

    /// <summary>A whole gap, with the ends that are not in sight named.</summary>
    public string Of(RotaGap gap, ReaderTime time) =>
        (gap.Begins, gap.Ends) switch
        {
            (true, true) => time.Range(gap.Time.From, gap.Time.Until),
            (true, false) => text["gap.from", time.Long(gap.Time.From)],
            (false, true) => text["gap.until", time.Long(gap.Time.Until)],
            _ => text["nobody"],
        };

    public static string Weekday(LocalDate day) => Date("ddd", day);

    public static string DayOf(LocalDate day) => Date(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja" ? "M/d" : "d MMM", day);

    public static string LongDay(LocalDate day) => DayWords.WithWeekday(day);

    public static string FullWeekday(LocalDate day) => Date("dddd", day);

    private static string Date(string pattern, LocalDate day) => LocalDatePattern.Create(pattern, CultureInfo.CurrentUICulture).Format(day);

    private static LocalDateTimePattern Pattern(string pattern) => LocalDateTimePattern.CreateWithInvariantCulture(pattern);
}
