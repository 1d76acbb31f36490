using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.CasePage;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Cases.CaseFiles;

/// <summary>
/// The files of what somebody is writing: each is kept on the server as soon as it has arrived, and is there again after a reload.
/// </summary>
public sealed partial class FileStrip
{
    private const string InputId = "composer-files";

    private readonly CancellationTokenSource _gone = new();
    private readonly List<(PickedFile Row, string Draft)> _coming = [];
    private IReadOnlyList<PendingFile> _kept = [];
    private int _picks = 1;

    [CascadingParameter]
    public CasePageState State { get; set; } = null!;

    /// <summary>The draft that is being written: <c>reply</c> or <c>note</c>. A file stays with the one it was picked for.</summary>
    [Parameter, EditorRequired]
    public string ForDraft { get; set; } = "";

    [Inject]
    private PendingFiles Pending { get; set; } = null!;

    [Inject]
    private FileIntake Intake { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private IOptions<IntakeOptions> Options { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private ILogger<FileStrip> Log { get; set; } = null!;

    private IntakeOptions Limits => Options.Value;

    /// <summary>The ids of a draft's files, once nothing of it is on its way any more; null when there are none.</summary>
    public async Task<IReadOnlyList<long>?> ReadyAsync(string draft)
    {
        await Task.WhenAll(_coming.Where(c => c.Draft == draft).Select(c => c.Row.Settled.Task));
        long[] ids = [.. _kept.Where(f => f.ForDraft == draft).Select(f => f.Id)];
        return ids.Length == 0 ? null : ids;
    }

    /// <summary>Reads anew what waits; the files that were sent are gone from it.</summary>
    public async Task ReloadAsync()
    {
        _kept = await Pending.OfAsync(State.Record.Case.Id, Person.Principal, CancellationToken.None);
        if (!_gone.IsCancellationRequested)
            StateHasChanged();
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync() => ReloadAsync();

    private async Task TakeAsync(InputFileChangeEventArgs picked)
    {
        _picks++;
        var taken = new List<(PickedFile, IBrowserFile)>();
        var room =
            Limits.MaxAttachments
            - _kept.Count(f => f.ForDraft == ForDraft)
            - _coming.Count(c => c.Draft == ForDraft && c.Row.Error is null);
        // However many are picked, each is named; only so many are read.
        foreach (var file in picked.GetMultipleFiles(picked.FileCount))
        {
            var row = new PickedFile(FileNames.Clean(file.Name), file.Size, _gone.Token);
            if (taken.Count >= room)
                row.Refuse(Errors.Of(new Error("files.too-many", "files", Limits.MaxAttachments)));
            else if (file.Size > Limits.MaxAttachmentBytes)
                row.Refuse(Errors.Of(AttachmentStore.TooLarge(file.Name, Limits.MaxAttachmentBytes).Errors));
            else
                taken.Add((row, file));
            _coming.Add((row, ForDraft));
        }

        StateHasChanged();
        var draft = ForDraft;
        foreach (var (row, file) in taken)
            await ReceiveAsync(row, file, draft);
    }

    private async Task ReceiveAsync(PickedFile row, IBrowserFile file, string draft)
    {
        try
        {
            await using var content = file.OpenReadStream(Limits.MaxAttachmentBytes, row.Gone);
            var staged = await Intake.ReceiveAsync(content, file.Name, file.Size, bytes => Show(row, bytes), row.Gone);
            var kept = staged.IsOk
                ? await Pending.AddAsync(State.Record.Case.Number, draft, staged.Value, Person.Principal)
                : Result<PendingFile>.Refuse(staged.Errors);
            if (kept.IsOk)
                Keep(row, kept.Value);
            else
                row.Refuse(Errors.Of(kept.Errors));
        }
        catch (OperationCanceledException)
        {
            // Taken from the list, or the page has gone; the store has cleaned up.
        }
        catch (Exception e) when (e is IOException or TimeoutException or Microsoft.JSInterop.JSException or InvalidOperationException)
        {
            // The file was renamed or the line broke while it was read; what was typed lives on.
            Log.LogWarning(e, "A picked file could not be read");
            row.Refuse(Text["broken", row.Name]);
        }
        finally
        {
            row.Settled.TrySetResult();
        }

        if (!_gone.IsCancellationRequested)
            StateHasChanged();
    }

    private void Keep(PickedFile row, PendingFile kept)
    {
        _coming.RemoveAll(c => c.Row == row);
        _kept = [.. _kept, kept];
    }

    // A screen needs a hundred steps at most, whatever the number of buffers.
    private void Show(PickedFile row, long bytes)
    {
        if (row.Advance(bytes))
            StateHasChanged();
    }

    private void Drop(PickedFile row)
    {
        row.Drop();
        _coming.RemoveAll(c => c.Row == row);
    }

    private async Task RemoveAsync(PendingFile file)
    {
        await Pending.RemoveAsync(file.Id, Person.Principal);
        await ReloadAsync();
    }
}
