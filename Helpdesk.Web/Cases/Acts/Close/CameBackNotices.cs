using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;

namespace Helpdesk.Web.Cases.Acts.Close;

/// <summary>Tells whoever has a case that its customer reopened it, by page or by mail (spec C9).</summary>
public sealed class CameBackNotices(PersonalNotices notices) : ICaseSaveStep
{
    public Task<Action?> WriteAsync(HelpdeskDb db, IReadOnlyList<Case> changed)
    {
        List<(Guid Owner, PersonalNotice Notice)> back = [.. changed.Select(NoticeOf).OfType<(Guid, PersonalNotice)>()];
        return Task.FromResult<Action?>(back.Count == 0 ? null : () => back.ForEach(b => notices.Tell(b.Owner, b.Notice)));
    }

    private static (Guid, PersonalNotice)? NoticeOf(Case changed) =>
        changed.OwnerId is { } owner
        && changed.Timeline.LastOrDefault(e => e.Event is CaseReopened) is { ActorKind: ActorKind.Customer } reopened
            ? (owner, new PersonalNotice(NoticeKind.CameBack, changed.Number, reopened.ActorName))
            : null;
}
