using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;

namespace Helpdesk.Web.Cases.Acts.Assign;

/// <summary>Tells whoever had a case that a colleague took it over, whichever way they did (spec H1).</summary>
public sealed class TakenOverNotices(PersonalNotices notices) : ICaseSaveStep
{
    public Task<Action?> WriteAsync(HelpdeskDb db, IReadOnlyList<Case> changed)
    {
        List<(Guid Before, PersonalNotice Notice)> taken = [.. changed.Select(c => NoticeOf(db, c)).OfType<(Guid, PersonalNotice)>()];
        return Task.FromResult<Action?>(taken.Count == 0 ? null : () => taken.ForEach(t => notices.Tell(t.Before, t.Notice)));
    }

    // What a colleague gives to another is told by whoever gives it; this is about what somebody takes with their own hand.
    private static (Guid, PersonalNotice)? NoticeOf(HelpdeskDb db, Case changed) =>
        changed.Timeline.LastOrDefault(e => e.Event is CaseAssigned given && given.OwnerId == e.ActorId) is { } taking
        && db.Entry(changed).Property(c => c.OwnerId).OriginalValue is { } before
        && before != taking.ActorId
            ? (before, new PersonalNotice(NoticeKind.TakenOver, changed.Number, taking.ActorName))
            : null;
}
