using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Helpdesk.Web.Customers.Editing;

/// <summary>Asks for a change in a dialog, says that it is done, and offers to undo it.</summary>
public sealed class RecordAsking(
    IDialogService dialogs,
    ISnackbar snackbar,
    RecordActs acts,
    ErrorWords errors,
    IStringLocalizer<EditText> text
)
{
    // Long enough to read what was done and to think better of it.
    private const int UndoMilliseconds = 12_000;

    // One word at a time: the last act is the one to think better of.
    private const string Said = "record";

    private static readonly DialogOptions Options = new()
    {
        MaxWidth = MaxWidth.Small,
        FullWidth = true,
        CloseOnEscapeKey = true,
        BackdropClick = false,
    };

    /// <summary>What was done, or null when nothing was.</summary>
    /// <param name="changed">Runs after an undo, to show what is true now.</param>
    public async Task<RecordDone?> AskAsync(RecordQuestion question, Func<Task> changed)
    {
        var parameters = new DialogParameters<RecordDialog> { { d => d.Question, question } };
        var dialog = await dialogs.ShowAsync<RecordDialog>(question.Title, parameters, Options);
        if (await dialog.GetReturnValueAsync<RecordDone>() is not { } done)
            return null;
        Say(question.Said, done, changed);
        return done;
    }

    /// <summary>Says what was done without a dialog.</summary>
    public void Say(string said, RecordDone done, Func<Task> changed)
    {
        snackbar.RemoveByKey(Said);
        snackbar.Add(
            done.Steps.Count > 0 ? said : text["Same"],
            Severity.Success,
            options =>
            {
                if (done.Steps.Count == 0)
                    return;
                options.Action = text["Undo"];
                options.ActionColor = Color.Inherit;
                options.VisibleStateDuration = UndoMilliseconds;
                options.OnClick = _ => UndoAsync(done, changed);
            },
            Said
        );
    }

    private async Task UndoAsync(RecordDone done, Func<Task> changed)
    {
        var undone = await acts.UndoAsync(done.Steps);
        if (undone.IsOk && done.AlsoUndo is { } also)
            await also();
        snackbar.Add(undone.IsOk ? text["Undone"] : errors.Of(undone.Errors), undone.IsOk ? Severity.Normal : Severity.Error);
        await changed();
    }
}
