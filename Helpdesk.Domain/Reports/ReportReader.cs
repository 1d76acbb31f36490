using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>
/// Counts. Each number of a report and the list behind it come from the same <see cref="Find"/>, so they cannot disagree; what a
/// verdict is, <see cref="ClockVerdicts"/> alone says.
/// </summary>
/// <param name="teamOf">The team of an owner's id; the console knows no teams, so it is made of roles.</param>
public sealed class ReportReader(ReportFacts facts, SupportProgramme programme, Func<string, string> teamOf, Instant now)
{
    private static readonly ReportCount[] s_ofClocks =
    [
        ReportCount.Judged,
        ReportCount.Met,
        ReportCount.Missed,
        ReportCount.Excused,
        ReportCount.Superseded,
        ReportCount.CalledOff,
        ReportCount.Answered,
    ];

    private readonly NameList _teams = new();
    private int[]? _teamOfOwner;

    public ReportFacts Facts => facts;

    public Instant Now => now;

    public NameList Teams => _teams;

    /// <summary>True for what counts clocks, false for what counts cases.</summary>
    public static bool IsOfClocks(ReportCount what) => s_ofClocks.Contains(what);

    /// <summary>Everything of a kind in a period, narrowed.</summary>
    public List<ReportItem> Find(ReportCount what, ReportPeriod period, ReportFilter filter) =>
        IsOfClocks(what) ? FindClocks((verdict, in clock) => Belongs(what, verdict, clock), what == ReportCount.Answered, period, filter)
        : what == ReportCount.Closed ? FindClosings(period, filter)
        : FindCases(what, period, filter);

    /// <summary>Every promise settled in the period, whatever became of it: what an attainment is split up from.</summary>
    public List<ReportItem> FindSettled(ReportPeriod period, ReportFilter filter) =>
        FindClocks(static (verdict, in _) => verdict != ClockVerdict.Running, false, period, filter);

    /// <summary>Whether a settled promise is counted there.</summary>
    public static bool Belongs(ReportCount what, ClockVerdict verdict) =>
        what switch
        {
            ReportCount.Judged => verdict.Counts(),
            ReportCount.Met => verdict == ClockVerdict.Met,
            ReportCount.Missed => verdict.IsBroken(),
            ReportCount.Excused => verdict == ClockVerdict.Excused,
            ReportCount.Superseded => verdict == ClockVerdict.Superseded,
            ReportCount.CalledOff => verdict == ClockVerdict.CalledOff,
            _ => false,
        };

    /// <summary>
    /// Working time between start and answer, on the clock's own version of its calendar; these clocks never pause (spec P11).
    /// </summary>
    public Duration Took(ReportItem item)
    {
        var clock = facts.Clock(item.Clock);
        return CalendarOf(clock).Elapsed(clock.StartedAt, clock.EndedAt ?? now);
    }

    private BusinessCalendar CalendarOf(in ClockFact clock) => facts.Names.Calendars.Of(clock.Calendar, programme);

    /// <summary>How late a promise was, or is by now, in working time of its calendar.</summary>
    public Duration LateBy(ReportItem item)
    {
        var clock = facts.Clock(item.Clock);
        return clock.DueAt is { } due ? CalendarOf(clock).Elapsed(due, clock.EndedAt ?? now) : Duration.Zero;
    }

    /// <summary>Which row or column it belongs to. Days, weeks and months are the number of days since 1970 of their first day.</summary>
    public long KeyOf(ReportDimension by, ReportItem item)
    {
        var fact = facts.Case(item.Case);
        return by switch
        {
            ReportDimension.Clock => item.Clock < 0 ? -1 : (int)facts.Clock(item.Clock).Kind,
            ReportDimension.Tier => (int)fact.Tier,
            ReportDimension.Severity => (int)fact.Severity,
            ReportDimension.Product => fact.Product,
            ReportDimension.Version => ((long)fact.Product << 32) | (uint)fact.Version,
            ReportDimension.Engineer => fact.Owner,
            ReportDimension.Team => TeamOf(fact.Owner),
            ReportDimension.Customer => fact.Customer,
            ReportDimension.Reason => ReasonOf(item, fact) is { } reason ? (int)reason : -1,
            ReportDimension.Age => ReportBuckets.AgeOf(now - fact.OpenedAt),
            ReportDimension.Took => item.Clock < 0 ? -1 : ReportBuckets.TimeOf(Took(item)),
            _ => TimeKey(by, item.At.InZone(programme.Zone).LocalDateTime),
        };
    }

    private static long TimeKey(ReportDimension by, LocalDateTime local) =>
        by switch
        {
            ReportDimension.Hour => local.Hour,
            ReportDimension.Weekday => (int)local.DayOfWeek,
            ReportDimension.Week => Number(local.Date.PlusDays(1 - (int)local.DayOfWeek)),
            ReportDimension.Month => Number(new LocalDate(local.Year, local.Month, 1)),
            _ => Number(local.Date),
        };

    /// <summary>A date as a key, and back.</summary>
    public static long Number(LocalDate date) => Period.DaysBetween(new LocalDate(1970, 1, 1), date);

    public static LocalDate Date(long key) => new LocalDate(1970, 1, 1).PlusDays((int)key);

    private static bool Belongs(ReportCount what, ClockVerdict verdict, in ClockFact clock) =>
        what == ReportCount.Answered
            ? clock.EndedAs == ClockEnd.Met && clock.Kind is ClockKind.FirstResponse or ClockKind.Callback
            : Belongs(what, verdict);

    private List<ReportItem> FindClocks(Wanted wanted, bool byEnd, ReportPeriod period, ReportFilter filter)
    {
        var (found, matcher, time) = (new List<ReportItem>(), new Matcher(this, filter), period.Time);
        var clocks = facts.Clocks;
        for (var i = 0; i < clocks.Length; i++)
        {
            ref readonly var clock = ref clocks[i];
            if (clock.Case < 0 || (filter.Clock is { } kind && clock.Kind != kind))
                continue;
            var verdict = clock.Verdict(now);
            if (
                (byEnd ? clock.EndedAt : ClockVerdicts.SettledAt(verdict, clock.DueAt, clock.EndedAt)) is not { } at
                || !time.Contains(at)
                || !wanted(verdict, clock)
            )
                continue;
            var item = new ReportItem(clock.Case, i, at, verdict);
            if (matcher.Takes(item))
                found.Add(item);
        }

        return found;
    }

    private delegate bool Wanted(ClockVerdict verdict, in ClockFact clock);

    private List<ReportItem> FindCases(ReportCount what, ReportPeriod period, ReportFilter filter)
    {
        var (found, matcher, time) = (new List<ReportItem>(), new Matcher(this, filter), period.Time);
        var cases = facts.Cases;
        for (var i = 0; i < cases.Length; i++)
        {
            ref readonly var fact = ref cases[i];
            if ((what != ReportCount.Open && !time.Contains(fact.OpenedAt)) || !Belongs(what, fact))
                continue;
            var item = new ReportItem(i, -1, fact.OpenedAt, ClockVerdict.Running);
            if (matcher.Takes(item))
                found.Add(item);
        }

        return found;
    }

    // Each closing in the week it happened: what stands on the cases, and what reopenings took off them.
    private List<ReportItem> FindClosings(ReportPeriod period, ReportFilter filter)
    {
        var (found, matcher, time) = (new List<ReportItem>(), new Matcher(this, filter), period.Time);
        void Add(int place, ClosingFact closing)
        {
            var item = new ReportItem(place, -1, closing.At, ClockVerdict.Running) { Closing = closing.Reason };
            if (time.Contains(closing.At) && matcher.Takes(item))
                found.Add(item);
        }

        var cases = facts.Cases;
        for (var i = 0; i < cases.Length; i++)
        {
            if (cases[i].ClosedAt is { } at)
                Add(i, new(at, cases[i].Reason));
        }

        foreach (var (place, history) in facts.Histories)
        {
            foreach (var closing in history.Closings)
                Add(place, closing);
        }

        return found;
    }

    private static ClosingReason? ReasonOf(in ReportItem item, in CaseFact fact) => item.Closing ?? fact.Reason;

    private bool Belongs(ReportCount what, in CaseFact fact) =>
        what switch
        {
            ReportCount.Open => fact.IsOpen,
            ReportCount.Ended => fact.HasEnded || facts.HistoryOf(fact.Id).HasEnded,
            ReportCount.Reopened => fact.Reopens > 0,
            ReportCount.ReopenedAgain => fact.Reopens > 1,
            _ => true,
        };

    private int TeamOf(int owner)
    {
        if (_teamOfOwner is null || owner >= _teamOfOwner.Length)
            _teamOfOwner = [.. Enumerable.Range(0, facts.Names.Owners.Count).Select(i => _teams.Add(teamOf(facts.Names.Owners[i])))];
        return _teamOfOwner[owner];
    }

    /// <summary>A filter with its names looked up once.</summary>
    private sealed class Matcher(ReportReader reader, ReportFilter filter)
    {
        // -1 is a name that no fact has: nothing matches then.
        private readonly int? _product = Place(reader.Facts.Names.Products, filter.Product);
        private readonly int? _version = Place(reader.Facts.Names.Versions, filter.Version);
        private readonly int? _owner = Place(reader.Facts.Names.Owners, filter.Engineer);
        private readonly int? _customer = Place(reader.Facts.Names.Customers, filter.Customer);
        private readonly bool _needsKeys =
            filter.Hour is not null
            || filter.Weekday is not null
            || filter.Age is not null
            || filter.Took is not null
            || filter.Team is not null;

        public bool Takes(in ReportItem item)
        {
            var fact = reader.Facts.Case(item.Case);
            return (filter.Tier is not { } tier || fact.Tier == tier)
                && (filter.Severity is not { } severity || fact.Severity == severity)
                && (_product is not { } product || fact.Product == product)
                && (_version is not { } version || fact.Version == version)
                && (_owner is not { } owner || fact.Owner == owner)
                && (_customer is not { } customer || fact.Customer == customer)
                && (filter.Reason is not { } reason || ReasonOf(item, fact) == reason)
                && (!_needsKeys || TakesKeys(item));
        }

        private bool TakesKeys(in ReportItem item) =>
            Is(ReportDimension.Hour, filter.Hour, item)
            && Is(ReportDimension.Weekday, (int?)filter.Weekday, item)
            && Is(ReportDimension.Age, filter.Age, item)
            && Is(ReportDimension.Took, filter.Took, item)
            && (filter.Team is not { } team || reader.Teams[(int)reader.KeyOf(ReportDimension.Team, item)] == team);

        private bool Is(ReportDimension by, int? wanted, in ReportItem item) => wanted is not { } value || reader.KeyOf(by, item) == value;

        private static int? Place(NameList names, string? name) => name is null ? null : names.Find(name);
    }
}
