using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Helpdesk.Web.Cases.Acts.Assign;

/// <summary>Says who has a case now and offers to give it back, wherever it was given (spec H1).</summary>
public sealed class OwnerUndo(
    CaseCommandRunner runner,
    CurrentPerson person,
    PeopleDirectory people,
    ISnackbar snackbar,
    ErrorWords errors,
    IStringLocalizer<CaseText> text
)
{
    /// <summary>One word at a time is said of a case: the last is the one to think better of.</summary>
    public const string Said = "act";

    // Long enough to read what was done and to think better of it.
    private const int UndoMilliseconds = 12_000;

    /// <param name="before">How it stood; null when nothing was changed.</param>
    /// <param name="after">Who has it now; null for the queue.</param>
    /// <param name="changed">Runs after an undo, to show what is true now.</param>
    public void Offer(string number, OwnerBefore? before, Owner? after, Func<Task> changed)
    {
        if (before is null)
            return;
        snackbar.RemoveByKey(Said);
        snackbar.Add(
            after is null ? text["assigned.nobody", number] : text["assigned", number, after.Name],
            MudBlazor.Severity.Success,
            options =>
            {
                options.Action = text["undo"];
                options.ActionColor = Color.Inherit;
                options.VisibleStateDuration = UndoMilliseconds;
                options.OnClick = _ => UndoAsync(number, before, after, changed);
            },
            Said
        );
    }

    // Only while it still is with whom it was given to: what somebody did since is theirs.
    private async Task UndoAsync(string number, OwnerBefore before, Owner? after, Func<Task> changed)
    {
        var undone = await BackAsync(number, before, OwnerSeen.Of(after?.Id));
        snackbar.RemoveByKey(Said);
        snackbar.Add(
            undone.IsOk ? text["assigned.undone", number] : errors.Of(undone.Errors),
            undone.IsOk ? MudBlazor.Severity.Normal : MudBlazor.Severity.Error,
            key: Said
        );
        await changed();
    }

    private async Task<Result<QueueEntry>> BackAsync(string number, OwnerBefore before, OwnerSeen seen) =>
        before.Owner is { } owner && people.Find(owner.Id) is not { Active: true }
            ? Result<QueueEntry>.Refuse("owner.unknown", "owner", owner.Name)
            : await runner.RunAsync(number, null, new UndoOwnerChange(before, seen), person.Principal, CancellationToken.None);
}
