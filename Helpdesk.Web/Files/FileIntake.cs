using Helpdesk.Domain.Kernel;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Files;

/// <summary>The one way in for a file: streamed to the disk within the limits, looked at, refused by kind, scanned.</summary>
public sealed class FileIntake(AttachmentStore store, ClamdScanner scanner, IOptions<IntakeOptions> limits, IOptions<FilesOptions> options)
{
    /// <param name="announced">The size that the sender named, if any.</param>
    /// <returns>The staged file, infected ones included; or <c>file.too-large</c>, <c>file.disk-full</c>, <c>file.empty</c>,
    /// <c>file.kind-refused</c>.</returns>
    public async Task<Result<StagedFile>> ReceiveAsync(
        Stream content,
        string fileName,
        long? announced,
        Action<long>? progress,
        CancellationToken cancellation
    )
    {
        var max = limits.Value.MaxAttachmentBytes;
        if (announced > max)
            return AttachmentStore.TooLarge(fileName, max);
        var staged = await store.StageAsync(content, fileName, announced, max, progress, cancellation);
        if (!staged.IsOk)
            return staged;
        var kept = false;
        try
        {
            if (Refusal(staged.Value) is { } refused)
                return refused;
            await using var bytes = File.OpenRead(staged.Value.TempPath);
            var scanned = staged.Value with { Scan = await scanner.ScanAsync(bytes, cancellation) };
            kept = true;
            return scanned;
        }
        finally
        {
            if (!kept)
                AttachmentStore.Discard(staged.Value);
        }
    }

    private Error? Refusal(StagedFile file) =>
        file.Size == 0 ? new Error("file.empty", "files", file.FileName)
        : options.Value.RefusedKinds.Contains(file.Content.Kind) ? new Error("file.kind-refused", "files", file.FileName, file.Content.Kind)
        : null;
}
