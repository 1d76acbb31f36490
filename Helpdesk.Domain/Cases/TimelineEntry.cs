using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>One line of a case's append-only record: what happened, when, and who did it.</summary>
public sealed class TimelineEntry
{
    private TimelineEntry()
    {
    }

    public TimelineEntry(Instant at, Actor actor, CaseEvent happened, int caseVersion) =>
        (At, ActorKind, ActorId, ActorName, Event, CaseVersion) = (at, actor.Kind, actor.Id, actor.Name, happened, caseVersion);

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public Instant At { get; private set; }

    public ActorKind ActorKind { get; private set; }

    public Guid? ActorId { get; private set; }

    public string ActorName { get; private set; } = "";

    /// <summary>The version of the case that this entry is part of.</summary>
    public int CaseVersion { get; private set; }

    public CaseEvent Event { get; private set; } = null!;
}
