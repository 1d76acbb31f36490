using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.ServiceLevels;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Marker of <c>MailText.resx</c>: phrases that mails are filled with.</summary>
public sealed class MailText;

/// <summary>Says what a mail needs in the customer's language; times in the programme's zone (spec U6).</summary>
public sealed class MailWords(
    IStringLocalizer<MailText> text,
    IStringLocalizer<DomainText> domain,
    SupportProgramme programme,
    ServiceTimes times
)
{
    private static readonly LocalDatePattern English = LocalDatePattern.Create("d MMMM uuuu", CultureInfo.GetCultureInfo("en"));
    private static readonly LocalDatePattern Japanese = LocalDatePattern.CreateWithInvariantCulture("uuuu'年'M'月'd'日'");

    private readonly DomainWords _domain = new(domain);

    /// <summary>Lets everything said until it is disposed of be in one language.</summary>
    public static IDisposable Speak(string language) => new Speaking(language);

    /// <summary>Whether Japanese is spoken now.</summary>
    public static bool IsJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";

    public string this[string key, params object[] args] => text[key, args];

    public string Of(Enum value) => _domain.Of(value);

    /// <summary>Tue 24 Nov 2026 10:24.</summary>
    public string At(Instant at) => new ReaderTime(programme.Zone, CultureInfo.CurrentUICulture, at).Long(at);

    /// <summary>9 August 2027.</summary>
    public static string Day(LocalDate day) => (IsJapanese ? Japanese : English).Format(day);

    /// <summary>Asia/Tokyo, UTC+09.</summary>
    public string Zone(Instant at) =>
        text["zone", programme.Zone.Id, programme.Zone.GetUtcOffset(at).ToString("g", CultureInfo.InvariantCulture)];

    /// <summary>
    /// Why the answer is due then: the target, what it counts from, its calendar, and the days in between that do not count (spec P4–P6,
    /// P13, S8).
    /// </summary>
    /// <param name="openedAt">When the case was opened: what counts from then counts from the customer's request.</param>
    /// <param name="now">When the words are written, for what counts from this very moment; null for words that are read later.</param>
    public string Why(CaseClock clock, Instant openedAt, Instant? now = null)
    {
        if (clock.PromisedFor is { } promised)
            return text["why.promised", At(promised)];
        var calendar = clock.CalendarIn(programme);
        if (clock.NotLaterThan is not null && clock.ToSla().EffectiveTarget(calendar) < clock.Target)
            return text["why.capped"];
        var (length, since) = (times.Length(clock.Target, calendar), Since(clock, openedAt, now));
        if (calendar.IsAlwaysOpen)
            return text["why.always", length, since];
        var skipped = SlaLedger
            .Explain(clock.ToSla(), calendar, clock.StartedAt)
            .Rows.Where(row => row.Reason is LedgerReason.Weekend or LedgerReason.Holiday or LedgerReason.Closure)
            .Select(row => (IsJapanese ? row.NameJa : row.NameEn) is { Length: > 0 } name ? name : text["why." + row.Reason].Value)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return skipped.Count == 0
            ? text["why.business", length, since]
            : text["why.business.skipping", length, since, string.Join(text["and"], skipped)];
    }

    /// <summary>Whether and when to ring in an Emergency (spec P1, H4); null where the tier has no line.</summary>
    /// <param name="key"><c>hotline.emergency</c>, or <c>hotline.slow</c> for a case that is none yet.</param>
    /// <param name="phone">What stands for the number to ring; null is the number itself.</param>
    public string? Hotline(SupportTier tier, Instant now, string caseNumber, string key = "hotline.emergency", string? phone = null)
    {
        if (HotlineHours.Of(programme, tier, now) is not { } line)
            return null;
        var (number, hours) = (phone ?? programme.Hotline, times.Hours(line.Calendar));
        if (line.Calendar.IsAlwaysOpen)
            return text[key + ".always", number, caseNumber];
        if (line.IsOpen)
            return text[key + ".open", number, caseNumber, hours, Zone(now)];
        return line.OpensAt is { } opens ? text[key + ".closed", number, caseNumber, hours, Zone(opens), At(opens)].Value : null;
    }

    /// <summary>The number to ring, with the hours at which somebody answers for that tier (spec P1).</summary>
    public string HotlineWithHours(SupportTier tier, Instant now) =>
        HotlineHours.Of(programme, tier, now) is { } line
            ? text["hotline.hours", programme.Hotline, times.Hours(line.Calendar)]
            : programme.Hotline;

    private string Since(CaseClock clock, Instant openedAt, Instant? now) =>
        clock.StartedAt <= openedAt ? text["since.request"]
        : clock.StartedAt == now ? text["since.now"]
        : text["since.at", At(clock.StartedAt)];

    private sealed class Speaking : IDisposable
    {
        private readonly CultureInfo _ui = CultureInfo.CurrentUICulture;
        private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

        public Speaking(string language) =>
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);

        public void Dispose() => (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (_ui, _culture);
    }
}
