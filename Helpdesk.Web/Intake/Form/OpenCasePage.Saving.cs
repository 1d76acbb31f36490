using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Acts.Assign;
using Microsoft.JSInterop;
using MudBlazor;

namespace Helpdesk.Web.Intake.Form;

/// <content>
/// How the form ends: saved, left, or begun again. What was typed goes only when the case is on the disk or its writer says so.
/// </content>
public sealed partial class OpenCasePage
{
    private async Task SaveAsync()
    {
        if (_saving)
            return;
        (_saving, _tried) = (true, true);
        try
        {
            if (_files is not null)
                await _files.SettledAsync();
            var request = Validate();
            if (_form.Errors.Count == 0)
                await OpenAsync(request);
        }
        catch (Exception e)
        {
            Log.LogError(e, "A case could not be opened from the form");
            _said = Text["failed"];
        }
        finally
        {
            _saving = false;
        }

        if (_form.Errors.Count > 0 || _said is not null)
        {
            StateHasChanged();
            await FocusAsync("errors");
        }
    }

    private async Task OpenAsync(OpenCaseRequest request)
    {
        var note = PhoneWarning ? Text["phone.note", Domain.Of(request.Severity!.Value)].Value : null;
        var done = await Handler.HandleAsync(
            request,
            Channel,
            null,
            new IntakeExtras(note, _files?.Arrived ?? []),
            Person.Principal,
            CancellationToken.None
        );
        if (!done.IsOk)
        {
            Show(done.Errors);
            return;
        }

        _files?.HandOver();
        var opened = done.Value.Case;
        var due = opened.NextClock?.DueAt is { } at ? Text["opened.due", Time.Long(at)] : Text["opened.no-due"];
        Snackbar.Add(Text["opened", opened.Number, Domain.Of(opened.VerdictKind), due], MudBlazor.Severity.Success);
        await GiveAsync(opened);
        await ForgetDraftAsync();
        Navigation.NavigateTo("/queue?case=" + opened.Number);
    }

    // The case is on the disk whatever becomes of this: somebody who went away meanwhile is said, and it waits in the queue.
    private async Task GiveAsync(Case opened)
    {
        if (!Guid.TryParse(_form[CaseForm.Owner], out var id) || People.Find(id) is not { } owner)
            return;
        var given = await Runner.RunAsync(
            opened.Number,
            opened.Version,
            new AssignCase(owner.Id, owner.DisplayName),
            Person.Principal,
            CancellationToken.None
        );
        if (given.IsOk)
            Snackbar.Add(Text["opened.given", opened.Number, owner.DisplayName], MudBlazor.Severity.Success);
        else
            Snackbar.Add(ErrorWords.Of(given.Errors), MudBlazor.Severity.Warning);
    }

    private async Task LeaveAsync()
    {
        if (_form.IsDirty || _files is { IsEmpty: false })
            await _script!.InvokeVoidAsync("ask", "discard");
        else
            await DiscardAsync();
    }

    private Task KeepWritingAsync() => _script!.InvokeVoidAsync("close", "discard").AsTask();

    private async Task DiscardAsync()
    {
        await ForgetDraftAsync();
        Navigation.NavigateTo("/queue");
    }

    private async Task StartAfreshAsync()
    {
        await ForgetDraftAsync();
        _form.Clear();
        (_restored, _tried, _lostFiles) = (false, false, []);
        (_preview, _similar, _serialKnown) = (null, [], null);
        await FocusAsync(FormField.IdOf(CaseForm.Serial));
    }

    private async Task ForgetDraftAsync()
    {
        if (_script is not null)
            await _script.InvokeVoidAsync("forget");
    }
}
