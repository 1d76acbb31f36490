using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Intake.Form;

/// <summary>
/// Streams picked files to the disk while the form is still being filled in; what no case took is removed with the circuit.
/// </summary>
public sealed partial class FilePicker : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly List<PickedFile> _files = [];
    private int _picks = 1;

    /// <summary>Names that a draft had and that a reload has lost.</summary>
    [Parameter]
    public IReadOnlyList<string> Missing { get; set; } = [];

    [Inject]
    private FileIntake Intake { get; set; } = null!;

    [Inject]
    private IOptions<IntakeOptions> Options { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private ILogger<FilePicker> Log { get; set; } = null!;

    /// <summary>The files that have arrived, in the order picked.</summary>
    public IReadOnlyList<StagedFile> Arrived => [.. _files.Select(f => f.Staged).OfType<StagedFile>()];

    public bool IsEmpty => _files.Count == 0;

    private IntakeOptions Limits => Options.Value;

    /// <summary>Completes when nothing is on its way any more.</summary>
    public Task SettledAsync() => Task.WhenAll(_files.Select(f => f.Settled.Task));

    /// <summary>Forgets the files without touching them: a case has them now.</summary>
    public void HandOver() => _files.Clear();

    public void Dispose()
    {
        _gone.Cancel();
        foreach (var file in _files)
            file.Drop();
        _files.Clear();
        _gone.Dispose();
    }

    private async Task TakeAsync(InputFileChangeEventArgs picked)
    {
        _picks++;
        var taken = new List<(PickedFile, IBrowserFile)>();
        // However many are picked, each is named; only so many are read.
        foreach (var file in picked.GetMultipleFiles(picked.FileCount))
        {
            var row = new PickedFile(file.Name, file.Size, _gone.Token);
            if (_files.Count(f => f.Error is null) >= Limits.MaxAttachments)
                row.Refuse(Errors.Of(new Error("files.too-many", "files", Limits.MaxAttachments)));
            else if (file.Size > Limits.MaxAttachmentBytes)
                row.Refuse(Errors.Of(AttachmentStore.TooLarge(file.Name, Limits.MaxAttachmentBytes).Errors));
            else
                taken.Add((row, file));
            _files.Add(row);
        }

        StateHasChanged();
        foreach (var (row, file) in taken)
            await ReceiveAsync(row, file);
    }

    private async Task ReceiveAsync(PickedFile row, IBrowserFile file)
    {
        try
        {
            await using var content = file.OpenReadStream(Limits.MaxAttachmentBytes, row.Gone);
            var staged = await Intake.ReceiveAsync(content, file.Name, file.Size, bytes => Show(row, bytes), row.Gone);
            if (staged.IsOk)
                row.Take(staged.Value);
            else
                row.Refuse(Errors.Of(staged.Errors));
        }
        catch (OperationCanceledException)
        {
            // Removed from the list, or the page has gone; the store has cleaned up.
        }
        catch (Exception e) when (e is IOException or TimeoutException or Microsoft.JSInterop.JSException or InvalidOperationException)
        {
            // The file was renamed or the line broke while it was read; the form lives on.
            Log.LogWarning(e, "A picked file could not be read");
            row.Refuse(Text["files.broken", file.Name]);
        }
        finally
        {
            row.Settled.TrySetResult();
        }

        if (!_gone.IsCancellationRequested)
            StateHasChanged();
    }

    // A screen needs a hundred steps at most, whatever the number of buffers.
    private void Show(PickedFile row, long bytes)
    {
        if (row.Advance(bytes))
            StateHasChanged();
    }

    private void Remove(PickedFile file)
    {
        file.Drop();
        _files.Remove(file);
    }
}
