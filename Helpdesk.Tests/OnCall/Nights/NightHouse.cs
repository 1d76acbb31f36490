using Helpdesk.Tests.Cases.Walks;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Nights;

/// <summary>Who is on call and when it is night, written down apart from the console's rota and calendars (spec U3, P1).</summary>
internal sealed class NightHouse
{
    /// <summary>Numbers of <see cref="HostConsole.Colleagues"/>.</summary>
    public const int Kato = 0,
        Wagner = 1,
        Ito = 2,
        Ueda = 3,
        Mori = 4,
        Tanaka = 5,
        Sato = 6;

    // Turns of a week, from Monday nine o'clock in Tokyo.
    private static readonly Instant s_monday = Instant.FromUtc(2027, 6, 7, 0, 0);
    private static readonly int[] s_primary = [Ueda, Tanaka, Kato];
    private static readonly int[] s_secondary = [Ito, Sato, Wagner];
    private readonly List<(Instant From, Instant Until, int Person)> _taken = [];
    private readonly HashSet<int> _lost = [],
        _off = [];

    /// <summary>Whoever still has the role and was not switched off.</summary>
    public bool MayHave(int person) => !_lost.Contains(person) && !_off.Contains(person);

    public bool IsOff(int person) => _off.Contains(person);

    public void IsSwitched(int person)
    {
        if (!_off.Remove(person))
            _off.Add(person);
    }

    public void ChangesRole(int person)
    {
        if (!_lost.Remove(person))
            _lost.Add(person);
    }

    public void TakesShift(Instant from, Instant until, int person) => _taken.Add((from, until, person));

    public int? Primary(Instant at)
    {
        var shift = _taken.FindLast(t => t.From <= at && at < t.Until);
        var turn = shift.Until > at ? shift.Person : s_primary[Week(at)];
        return MayHave(turn) ? turn : null;
    }

    public bool IsOnCall(int person, Instant at) =>
        person == Mori || Primary(at) == person || (s_secondary[Week(at)] == person && MayHave(person));

    /// <summary>The next instant at which somebody else is on call.</summary>
    public Instant NextShift(Instant after) =>
        _taken
            .SelectMany(t => new[] { t.From, t.Until })
            .Append(s_monday + Duration.FromDays(7 * (Weeks(after) + 1)))
            .Where(e => e > after)
            .Min();

    private static int Weeks(Instant at) => (int)Math.Floor((at - s_monday).TotalDays / 7);

    private static int Week(Instant at) => Weeks(at) % 3;
}
