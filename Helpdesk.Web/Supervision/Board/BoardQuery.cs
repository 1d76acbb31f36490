using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Plan;
using Helpdesk.Web.Workforce;
using NodaTime;

namespace Helpdesk.Web.Supervision.Board;

/// <summary>
/// The supervisors' board of this node. While somebody watches it is made anew at most a few times a second, whatever changed meanwhile,
/// and once for all; what it costs depends on the people, not on the cases.
/// </summary>
public sealed class BoardQuery(
    CaseFeed feed,
    PeopleDirectory people,
    AgentProfileCache agents,
    AbsenceCache absences,
    PresenceTracker presence,
    IClock clock,
    ILogger<BoardQuery> log
)
{
    /// <summary>Cases listed of each kind beside the engineers; the queue has the rest.</summary>
    public const int Listed = 50;

    // Far below what a person can follow, far above what a change costs.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    private readonly Listeners _listeners = new(log);
    private readonly Lock _lock = new();
    private List<IDisposable> _heard = [];
    private BoardModel? _model;
    private int _watchers;
    private int _due;

    /// <summary>The board as it is; kept up to date only while somebody watches.</summary>
    public BoardModel Current
    {
        get
        {
            lock (_lock)
                return _watchers > 0 && _model is { } known ? known : _model = Make();
        }
    }

    /// <summary>Calls back whenever the board is another one, until disposed.</summary>
    public IDisposable Watch(Action onChange)
    {
        lock (_lock)
        {
            if (++_watchers == 1)
            {
                _heard = [feed.Subscribe(OnBatch), agents.Subscribe(MakeSoon), absences.Subscribe(MakeSoon), presence.Subscribe(MakeSoon)];
                people.Changed += MakeSoon;
                _model = null;
            }
        }

        var listening = _listeners.Add(onChange);
        return new DisposeAction(() =>
        {
            listening.Dispose();
            Leave();
        });
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_watchers > 0)
                return;
            _heard.ForEach(h => h.Dispose());
            people.Changed -= MakeSoon;
            (_heard, _model) = ([], null);
        }
    }

    private void OnBatch(FeedBatch batch)
    {
        if (batch.Changes.Count > 0 || batch.Clocks.Count > 0 || batch.CalendarsTurned.Count > 0)
            MakeSoon();
    }

    private void MakeSoon()
    {
        if (Interlocked.Exchange(ref _due, 1) == 0)
            _ = MakeAfterRestAsync();
    }

    private async Task MakeAfterRestAsync()
    {
        // Real time on purpose: resting is a matter of the machine, not of the programme's clock.
        await RealTime.RestAsync(Rest).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Volatile.Write(ref _due, 0);
        try
        {
            lock (_lock)
            {
                if (_watchers == 0)
                    return;
                _model = Make();
            }

            _listeners.Tell();
        }
        catch (Exception e)
        {
            // The next change makes it again.
            log.LogError(e, "The supervisors' board could not be made");
        }
    }

    /// <summary>Makes the board from the live queue.</summary>
    internal BoardModel Make()
    {
        var now = clock.GetCurrentInstant();
        var working = feed.WithWork.ToHashSet();
        // Somebody who left may still have cases: those are what a supervisor has to see.
        var rows = people
            .All.Where(p => (p.Active && (p.TakesCases || agents.Has(p.Id))) || working.Contains(p.Id))
            .OrderBy(p => p.DisplayName, StringComparer.Ordinal)
            .Select(p => Row(p, now));
        var unassigned = feed.Order(QueueView.Unassigned);
        var missed = feed.MissedOrder();
        return new(
            now,
            [.. rows],
            Entries(First(unassigned, Listed)),
            unassigned.Count,
            Entries(AtRisk.Keys(feed, now).Take(Listed)),
            Entries(First(missed, Listed)),
            missed.Count
        );
    }

    private EngineerRow Row(Colleague person, Instant now)
    {
        var mine = feed.Order(QueueView.Mine, person.Id);
        var missed = QueueIndex.Position(mine, QueueKey.FirstAt(now));
        var next = missed < mine.Count && mine[missed].Ticks != QueueKey.NoDue ? feed.Find(mine[missed].Id) : null;
        var away = absences.IsAway(person.Id);
        return new(
            person.Id,
            person.UserName,
            person.DisplayName,
            presence.IsHere(person.Id),
            away,
            away ? absences.Of(person.Id)?.Time.Until : null,
            away ? absences.StandIn(person.Id)?.Name : null,
            agents.Of(person.Id),
            feed.LoadOf(person.Id),
            next,
            missed
        );
    }

    private IReadOnlyList<QueueEntry> Entries(IEnumerable<QueueKey> keys) =>
        [.. keys.Select(key => feed.Find(key.Id)).OfType<QueueEntry>()];

    // By place: walking a persistent set costs more than asking it.
    private static IEnumerable<QueueKey> First(IReadOnlyList<QueueKey> order, int count)
    {
        for (var i = 0; i < Math.Min(count, order.Count); i++)
            yield return order[i];
    }

    /// <summary>Somebody's open cases, first due first.</summary>
    public IReadOnlyList<QueueEntry> CasesOf(Guid person, int most) =>
        [.. Entries(First(feed.Order(QueueView.Mine, person), most)).Where(e => e.Status != CaseStatus.Resolved)];
}
