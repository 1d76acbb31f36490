using System.Collections.Concurrent;
using System.Collections.Immutable;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Cases.Composer;

/// <summary>What is kept of a draft now.</summary>
/// <param name="Text">Empty when it was sent or emptied.</param>
public sealed record DraftWord(string Kind, string Text);

/// <summary>Tells the windows in which somebody has the same case open what one of them has kept or sent.</summary>
public sealed class DraftNews
{
    private readonly ConcurrentDictionary<(Guid Person, long Case), ImmutableList<Action<DraftWord>>> _windows = new();

    /// <summary>Hears what other windows keep; called on their threads.</summary>
    public IDisposable Listen(Guid person, long caseId, Action<DraftWord> heard)
    {
        _windows.AddOrUpdate((person, caseId), _ => [heard], (_, all) => all.Add(heard));
        return new DisposeAction(() => Leave((person, caseId), heard));
    }

    /// <summary>Tells all windows but the one that did it.</summary>
    public void Tell(Guid person, long caseId, DraftWord word, Action<DraftWord> from)
    {
        foreach (var heard in _windows.GetValueOrDefault((person, caseId), []).Where(heard => heard != from))
            heard(word);
    }

    private void Leave((Guid Person, long Case) place, Action<DraftWord> heard)
    {
        var rest = _windows.AddOrUpdate(place, _ => [], (_, all) => all.Remove(heard));
        if (rest.IsEmpty)
            _windows.TryRemove(new KeyValuePair<(Guid, long), ImmutableList<Action<DraftWord>>>(place, rest));
    }
}
