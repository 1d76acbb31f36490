using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Marker of <c>MailText.resx</c>: phrases that mails are filled with.</summary>
public sealed class MailText;

/// <summary>Says what a mail needs in the customer's language; times in the programme's zone (spec U6).</summary>
public sealed class MailWords(IStringLocalizer<MailText> text, IStringLocalizer<DomainText> domain, SupportProgramme programme)
{
    private readonly DomainWords _domain = new(domain);

    /// <summary>Lets everything said until it is disposed of be in one language.</summary>
    public static IDisposable Speak(string language) => new Speaking(language);

    /// <summary>Whether Japanese is spoken now.</summary>
    public static bool IsJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";

    public string this[string key, params object[] args] => text[key, args];

    public string Of(Enum value) => _domain.Of(value);

    /// <summary>Tue 24 Nov 2026 10:24.</summary>
    public string At(Instant at) => new ReaderTime(programme.Zone, CultureInfo.CurrentUICulture, at).Long(at);

    /// <summary>Asia/Tokyo, UTC+09.</summary>
    public string Zone(Instant at) =>
        text["zone", programme.Zone.Id, programme.Zone.GetUtcOffset(at).ToString("g", CultureInfo.InvariantCulture)];

    /// <summary>
    /// Why the answer is due then: the target, its calendar, and the days in between that do not count (spec P4–P6, P13).
    /// </summary>
    public string Why(CaseClock clock)
    {
        var calendar = programme.Calendar(clock.CalendarId);
        var length = Length(clock.Target, calendar);
        if (calendar.IsAlwaysOpen)
            return text["why.always", length];
        var skipped = SlaLedger
            .Explain(clock.ToSla(), calendar, clock.StartedAt)
            .Rows.Where(row => row.Reason is LedgerReason.Weekend or LedgerReason.Holiday or LedgerReason.Closure)
            .Select(row => (IsJapanese ? row.NameJa : row.NameEn) is { Length: > 0 } name ? name : text["why." + row.Reason].Value)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return skipped.Count == 0 ? text["why.business", length] : text["why.business.skipping", length, string.Join(text["and"], skipped)];
    }

    private string Length(Duration target, BusinessCalendar calendar)
    {
        if (
            calendar.IsAlwaysOpen
            || target < programme.BusinessDayLength
            || target.ToInt64Nanoseconds() % programme.BusinessDayLength.ToInt64Nanoseconds() != 0
        )
            return target.TotalMinutes % 60 == 0
                ? text[target == Duration.FromHours(1) ? "length.hour" : "length.hours", (long)target.TotalHours]
                : text["length.minutes", (long)target.TotalMinutes];
        var days = target.ToInt64Nanoseconds() / programme.BusinessDayLength.ToInt64Nanoseconds();
        return text[days == 1 ? "length.day" : "length.days", days];
    }

    private sealed class Speaking : IDisposable
    {
        private readonly CultureInfo _ui = CultureInfo.CurrentUICulture;
        private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

        public Speaking(string language) =>
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);

        public void Dispose() => (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (_ui, _culture);
    }
}
