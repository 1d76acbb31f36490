using System.Collections.Concurrent;
using System.Collections.Immutable;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Platform.Live;

/// <summary>Who looks at or writes on which case, across the circuits of this node.</summary>
public sealed class PresenceTracker(CaseFeed feed, ILogger<PresenceTracker> log)
{
    private readonly ConcurrentDictionary<object, Guid> _circuits = new();
    private readonly Listeners _listeners = new(log);
    private readonly ConcurrentDictionary<long, ImmutableDictionary<object, Presence>> _byCase = new();

    /// <summary>Whether somebody has the console open, in any browser.</summary>
    public bool IsHere(Guid person) => _circuits.Any(circuit => circuit.Value == person);

    /// <summary>Says that a circuit of somebody's is connected.</summary>
    public void Arrive(object circuit, Guid person)
    {
        var was = IsHere(person);
        _circuits[circuit] = person;
        if (!was)
            _listeners.Tell();
    }

    public void Depart(object circuit)
    {
        if (_circuits.TryRemove(circuit, out var person) && !IsHere(person))
            _listeners.Tell();
    }

    /// <summary>Called when somebody opens the console or closes it.</summary>
    public IDisposable Subscribe(Action onChange) => _listeners.Add(onChange);

    /// <summary>Those at a case, writers first, each person once.</summary>
    public IReadOnlyList<Presence> At(long caseId) =>
        _byCase.TryGetValue(caseId, out var here)
            ?
            [
                .. here
                    .Values.GroupBy(p => p.PersonId)
                    .Select(g => g.OrderByDescending(p => p.Writing).First())
                    .OrderByDescending(p => p.Writing)
                    .ThenBy(p => p.Name, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Says that the holder of <paramref name="token"/> (a circuit) is at a case.</summary>
    public void Enter(object token, long caseId, Presence presence)
    {
        _byCase.AddOrUpdate(
            caseId,
            _ => ImmutableDictionary<object, Presence>.Empty.SetItem(token, presence),
            (_, here) => here.SetItem(token, presence)
        );
        feed.AnnouncePresence(caseId);
    }

    public void Leave(object token, long caseId)
    {
        if (!_byCase.TryGetValue(caseId, out var here) || !here.ContainsKey(token))
            return;
        _byCase.AddOrUpdate(caseId, _ => ImmutableDictionary<object, Presence>.Empty, (_, now) => now.Remove(token));
        if (_byCase.TryGetValue(caseId, out var rest) && rest.IsEmpty)
            _byCase.TryRemove(new KeyValuePair<long, ImmutableDictionary<object, Presence>>(caseId, rest));
        feed.AnnouncePresence(caseId);
    }
}
