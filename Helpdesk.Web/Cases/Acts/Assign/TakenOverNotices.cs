using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;

namespace Helpdesk.Web.Cases.Acts.Assign;

/// <summary>
/// Tells whoever had a case that a colleague took it over, whichever way they did, and that they undid it (spec H1, U2).
/// </summary>
public sealed class TakenOverNotices(PersonalNotices notices) : ICaseSaveStep
{
    public Task<Action?> WriteAsync(HelpdeskDb db, IReadOnlyList<Case> changed)
    {
        List<(Guid Person, PersonalNotice Notice)> told = [.. changed.Select(c => NoticeOf(db, c)).OfType<(Guid, PersonalNotice)>()];
        return Task.FromResult<Action?>(told.Count == 0 ? null : () => told.ForEach(t => notices.Tell(t.Person, t.Notice)));
    }

    private static (Guid, PersonalNotice)? NoticeOf(HelpdeskDb db, Case changed)
    {
        var before = db.Entry(changed).Property(c => c.OwnerId).OriginalValue;
        return changed.Timeline.LastOrDefault(e => IsTaking(e) || IsGivingBack(e, before)) switch
        {
            { Event: CaseAssigned taken } when before is { } theirs && theirs != taken.OwnerId => (
                theirs,
                new PersonalNotice(NoticeKind.TakenOver, changed.Number, taken.OwnerName)
            ),
            { Event: AssignmentUndone { OwnerId: { } back } } undone when back != undone.ActorId => (
                back,
                new PersonalNotice(NoticeKind.IsBack, changed.Number, undone.ActorName)
            ),
            _ => null,
        };
    }

    // What a colleague gives to another is told by whoever gives it; this is about what somebody takes with their own hand, or a machine
    // for them, such as the pager's service.
    private static bool IsTaking(TimelineEntry entry) =>
        entry.Event is CaseAssigned given && (given.OwnerId == entry.ActorId || entry.ActorKind == ActorKind.Machine);

    private static bool IsGivingBack(TimelineEntry entry, Guid? owner) =>
        entry.Event is AssignmentUndone && entry.ActorKind == ActorKind.Person && entry.ActorId == owner;
}
