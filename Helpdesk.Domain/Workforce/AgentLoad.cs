using NodaTime;

namespace Helpdesk.Domain.Workforce;

/// <summary>Somebody's desk while cases are laid on it or taken away: how full it is, and when a case on it would be answered.</summary>
internal sealed class AgentLoad(Agent agent, Instant now, Duration timePerCase)
{
    private readonly List<long> _added = [];
    private readonly List<long> _taken = [];

    public Agent Agent => agent;

    public int Load { get; private set; } = agent.Load;

    public bool HasRoom => Load < agent.Capacity;

    /// <summary>How full it would be with one more; desks of different sizes compare by it.</summary>
    public double ShareWithOneMore => (Load + 1.0) / Math.Max(1, agent.Capacity);

    /// <summary>
    /// When they would have answered a case with this due time: what falls due before it comes first, each takes its time, and only
    /// their working hours count. Null when never inside the calendar.
    /// </summary>
    public Instant? AnsweredAt(Instant due) => agent.Hours.Knows(now) ? agent.Hours.Due(now, timePerCase * (Ahead(due) + 1)) : null;

    /// <summary>When they would have answered it if they did nothing else first.</summary>
    public Instant? AnsweredFirst() => agent.Hours.Knows(now) ? agent.Hours.Due(now, timePerCase) : null;

    /// <summary>Room for a case with this due time: of no use when they are not even at work by then.</summary>
    public bool HasRoomFor(Instant? due) => HasRoom && (due is not { } at || agent.Hours.IsOpen(now) || AnsweredFirst() <= at);

    /// <summary>By how many hours they would be late with it, begun ones counted whole; 0 when in time.</summary>
    public long HoursLate(Instant? due) =>
        due is not { } at ? 0
        : AnsweredAt(at) is not { } answered ? long.MaxValue
        : answered <= at ? 0
        : 1 + (long)(answered - at).TotalHours;

    public void Put(Instant? due) => Change(_added, due, 1);

    public void Take(Instant? due) => Change(_taken, due, -1);

    /// <summary>When one of the cases on it would be answered: it is among those that come before its own due time.</summary>
    public Instant? AnsweredOnDesk(Instant due) =>
        agent.Hours.Knows(now) ? agent.Hours.Due(now, timePerCase * Math.Max(1, Ahead(due))) : null;

    private int Ahead(Instant due) => agent.DueBy(due) - UpTo(_taken, due) + UpTo(_added, due);

    private void Change(List<long> list, Instant? due, int load)
    {
        Load += load;
        if (due is { } at)
            list.Insert(UpTo(list, at), at.ToUnixTimeTicks());
    }

    // How many of a sorted list are not after an instant.
    private static int UpTo(List<long> sorted, Instant due)
    {
        var (low, high, ticks) = (0, sorted.Count, due.ToUnixTimeTicks());
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= ticks)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
