namespace Helpdesk.Web.Files;

/// <summary>A file on its way from the browser to the disk, refused, or arrived.</summary>
internal sealed class PickedFile(string name, long size, CancellationToken pageGone)
{
    private readonly CancellationTokenSource _gone = CancellationTokenSource.CreateLinkedTokenSource(pageGone);

    public string Name { get; } = name;

    public long Size { get; } = size;

    /// <summary>0 to 100.</summary>
    public int Percent { get; private set; }

    public string? Error { get; private set; }

    public StagedFile? Staged { get; private set; }

    /// <summary>Completes when the file has arrived, was refused or removed.</summary>
    public TaskCompletionSource Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Gone => _gone.Token;

    public void Take(StagedFile staged)
    {
        Staged = staged;
        // Removed in the very moment it arrived.
        if (_gone.IsCancellationRequested)
            Drop();
    }

    public void Refuse(string why)
    {
        Error = why;
        Settled.TrySetResult();
    }

    /// <summary>Notes the progress; true when the percentage moved.</summary>
    public bool Advance(long bytes)
    {
        var before = Percent;
        Percent = Size == 0 ? 100 : (int)Math.Min(100, bytes * 100 / Size);
        return Percent != before;
    }

    public void Drop()
    {
        _gone.Cancel();
        if (Staged is { } staged)
            AttachmentStore.Discard(staged);
        Staged = null;
        Settled.TrySetResult();
    }
}
