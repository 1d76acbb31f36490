using System.Collections.Concurrent;
using System.Collections.Immutable;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Platform.Live;

/// <summary>What somebody should hear about their own cases.</summary>
public enum NoticeKind
{
    /// <summary>A case went back into the queue, because they had not touched it.</summary>
    Lapsed = 0,

    /// <summary>A supervisor gave them cases.</summary>
    Received = 1,

    /// <summary>A supervisor moved their cases to others.</summary>
    MovedAway = 2,

    /// <summary>A colleague took their case over.</summary>
    TakenOver = 3,

    /// <summary>The owner of a serial number answered whether the caller of their case acts for them.</summary>
    OwnerAnswered = 4,

    /// <summary>A closed case of theirs came back, by the customer's own word.</summary>
    CameBack = 5,

    /// <summary>A colleague who had taken their case over undid that.</summary>
    IsBack = 6,

    /// <summary>A mail of a case of theirs did not arrive, so that it is no contact (spec C8).</summary>
    MailFailed = 7,
}

/// <param name="What">A case's number, or how many.</param>
/// <param name="By">Who did it; empty for a rule.</param>
public sealed record PersonalNotice(NoticeKind Kind, string What, string By);

/// <summary>
/// Carries one quiet line to the screens somebody has open; for whoever has none it waits until they open the next. A restart forgets what
/// waits: the time line has it.
/// </summary>
public sealed class PersonalNotices(ILogger<PersonalNotices> log)
{
    // More than these nobody reads one by one.
    private const int MostWaiting = 20;

    private readonly ConcurrentDictionary<Guid, ImmutableList<PersonalNotice>> _waiting = [];
    private ImmutableList<(Guid Person, Action<PersonalNotice> Heard)> _listeners = [];

    public void Tell(Guid person, PersonalNotice notice)
    {
        var here = _listeners.FindAll(l => l.Person == person);
        if (here.IsEmpty)
            _waiting.AddOrUpdate(person, [notice], (_, list) => [.. list.Append(notice).TakeLast(MostWaiting)]);
        foreach (var (_, heard) in here)
        {
            try
            {
                heard(notice);
            }
            catch (Exception e)
            {
                log.LogError(e, "A screen failed on a notice");
            }
        }
    }

    /// <summary>What was told while they had no screen open, oldest first; told once.</summary>
    public IReadOnlyList<PersonalNotice> TakeWaiting(Guid person) => _waiting.TryRemove(person, out var list) ? list : [];

    public IDisposable Listen(Guid person, Action<PersonalNotice> heard)
    {
        var mine = (person, heard);
        ImmutableInterlocked.Update(ref _listeners, (list, added) => list.Add(added), mine);
        return new DisposeAction(() => ImmutableInterlocked.Update(ref _listeners, (list, gone) => list.Remove(gone), mine));
    }
}
