using Helpdesk.Domain.OnCall;
using Helpdesk.Web.Mail.Out;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Options;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Writes one person's shifts as an iCalendar, in the language that is spoken; the same rota is the same text.</summary>
public sealed class FeedWriter(RotaCache board, RotaWords words, IOptions<MailOptions> options, IClock clock)
{
    private static readonly Duration Back = Duration.FromDays(31),
        Ahead = Duration.FromDays(93);

    // Beyond both ends, so that a shift keeps its beginning, and with it its id, while days go by.
    private static readonly Duration Margin = Duration.FromDays(62);

    /// <summary>When anything it is made of was last changed.</summary>
    public Instant ChangedAt(Instant linkMadeAt) =>
        board.Rotations.Select(r => r.ChangedAt).Concat(board.Overrides.Select(o => o.MadeAt)).Append(linkMadeAt).Max();

    public string Write(Guid person, Instant linkMadeAt)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Support console//On-call rota//EN", Method = CalendarMethods.Publish };
        calendar.AddProperty("X-WR-CALNAME", words["ics.name", words.NameOf(person)]);
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        calendar.AddProperty("X-PUBLISHED-TTL", "PT1H");
        var stamp = Utc(ChangedAt(linkMadeAt));
        foreach (var shift in Shifts(person))
            calendar.Events.Add(Event(shift, person, stamp));
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private IEnumerable<Shift> Shifts(Guid person)
    {
        // Full days, so that the window moves once a day and not with every asking.
        var today = Instant.FromUnixTimeSeconds(clock.GetCurrentInstant().ToUnixTimeSeconds() / 86_400 * 86_400);
        var (from, until) = (today - Back, today + Ahead);
        var rota = board.Current;
        return RotaQuery
            .Layers.SelectMany(l => rota.Shifts(l, new(from - Margin, until + Margin)))
            .Where(s => s.Person == person && s.Time.Until > from && s.Time.From < until)
            .OrderBy(s => s.Time.From)
            .ThenBy(s => s.Layer);
    }

    private CalendarEvent Event(Shift shift, Guid person, CalDateTime stamp) =>
        new()
        {
            Uid = $"{shift.Layer}-{shift.Time.From.ToUnixTimeSeconds()}-{person:N}@on-call".ToLowerInvariant(),
            DtStamp = stamp,
            Start = Utc(shift.Time.From),
            End = Utc(shift.Time.Until),
            Summary = words["ics.summary", words.LayerOf(shift.Layer)],
            Description = words.SourceOf(shift),
            Url = new Uri(
                options.Value.LinkTo("/on-call/rota?from=" + NodaTime.Text.LocalDatePattern.Iso.Format(shift.Time.From.InUtc().Date))
            ),
            // Whoever is on call can still be asked to a meeting.
            Transparency = TransparencyType.Transparent,
        };

    private static CalDateTime Utc(Instant at) => new(at.ToDateTimeUtc());
}
