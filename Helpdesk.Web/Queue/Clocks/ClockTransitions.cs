using System.Collections.Frozen;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Scheduling;
using NodaTime;

namespace Helpdesk.Web.Queue.Clocks;

/// <summary>
/// Finds what time alone has changed: clocks that turned at risk or missed, calendars that opened or closed. Nothing is written:
/// a clock's state is a function of its events and the time, so a missed run loses nothing and a second run repeats nothing.
/// </summary>
public sealed class ClockTransitions(CaseFeed feed, SupportProgramme programme, IClock clock) : IDueWork
{
    private readonly Lock _lock = new();
    private Instant _seen = clock.GetCurrentInstant();
    private FrozenDictionary<BusinessCalendar, bool> _open = OpenAt(programme, clock.GetCurrentInstant());

    public static string Name => "clock-transitions";

    /// <summary>Announces everything since the last run; called by the job at the next transition and by the sweep.</summary>
    public void Run()
    {
        lock (_lock)
        {
            var now = clock.GetCurrentInstant();
            if (now < _seen)
                return;
            long[] turned = [.. feed.AtRiskBetween(_seen, now).Concat(feed.MissedBetween(_seen, now)).Distinct()];
            var open = OpenAt(programme, now);
            string[] calendars =
            [
                // Clocks may count on an older version, which opens and closes at its own times.
                .. open.Where(pair => _open.TryGetValue(pair.Key, out var was) && was != pair.Value).Select(pair => pair.Key.Id).Distinct(),
            ];
            (_seen, _open) = (now, open);
            feed.AnnounceTime(turned, calendars);
        }
    }

    private static FrozenDictionary<BusinessCalendar, bool> OpenAt(SupportProgramme programme, Instant now) =>
        programme.CalendarVersions.All.ToFrozenDictionary(c => c, c => c.IsOpen(now));

    /// <summary>When the next clock turns, or the next calendar opens or closes; null when nothing is ahead.</summary>
    public Instant? Next()
    {
        var now = clock.GetCurrentInstant();
        var changes = programme
            .CalendarVersions.All.Select(c => c.NextChange(now))
            .Append(feed.NextTransition(now))
            .OfType<Instant>()
            .ToList();
        return changes.Count == 0 ? null : changes.Min();
    }

    Task IDueWork.RunAsync(CancellationToken cancellation)
    {
        Run();
        return Task.CompletedTask;
    }

    Task<Instant?> IDueWork.NextAsync(CancellationToken cancellation) => Task.FromResult(Next());

    /// <summary>The reading of a row's clock at an instant.</summary>
    public ClockReading Read(NextClock next, Instant now) => NextClockReading.Of(next, programme, now);

    /// <summary>A batch's clock changes, spelled out for machines; lazily, because an opening calendar turns every clock on it.</summary>
    public IEnumerable<ClockTurned> Describe(FeedBatch batch)
    {
        var ids =
            batch.CalendarsTurned.Count == 0
                ? batch.Clocks.Select(feed.Find)
                : feed.Entries.Where(e =>
                    e.Clock is { } c && (batch.CalendarsTurned.Contains(c.CalendarId) || batch.Clocks.Contains(e.Id))
                );
        foreach (var entry in ids)
        {
            if (entry?.Clock is not { } next)
                continue;
            var reading = Read(next, batch.At);
            yield return new(
                entry.Id,
                entry.Number,
                next.Kind,
                reading.State,
                next.DueAt,
                reading.Remaining.TotalSeconds,
                reading.IsRunning
            );
        }
    }
}
