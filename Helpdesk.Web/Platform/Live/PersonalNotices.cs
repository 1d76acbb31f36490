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
}

/// <param name="What">A case's number, or how many.</param>
/// <param name="By">Who did it; empty for a rule.</param>
public sealed record PersonalNotice(NoticeKind Kind, string What, string By);

/// <summary>Carries one quiet line to the screens somebody has open; whoever is not there reads it on the time line.</summary>
public sealed class PersonalNotices(ILogger<PersonalNotices> log)
{
    private ImmutableList<(Guid Person, Action<PersonalNotice> Heard)> _listeners = [];

    public void Tell(Guid person, PersonalNotice notice)
    {
        foreach (var (_, heard) in _listeners.Where(l => l.Person == person))
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

    public IDisposable Listen(Guid person, Action<PersonalNotice> heard)
    {
        var mine = (person, heard);
        ImmutableInterlocked.Update(ref _listeners, (list, added) => list.Add(added), mine);
        return new DisposeAction(() => ImmutableInterlocked.Update(ref _listeners, (list, gone) => list.Remove(gone), mine));
    }
}
