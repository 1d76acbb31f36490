using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Intake.OldCases.Reading;

namespace Helpdesk.Web.Intake.OldCases.Writing;

/// <summary>A file that stays out of a case, and why.</summary>
internal sealed record LeftOut(string Path, Error Why);

/// <summary>The files of one old case on their way in: those of each message, and what stays out.</summary>
internal sealed record StagedFiles(IReadOnlyList<IReadOnlyList<StagedFile>> OfMessages, IReadOnlyList<LeftOut> LeftOut);

/// <summary>
/// Fetches files of old cases from the folder of the file that names them, by the limits and kinds of any upload. A file that is missing or
/// refused keeps nobody's case out: it is left out and told of.
/// </summary>
internal sealed class OldCaseFiles(FileIntake intake)
{
    /// <param name="folder">Where paths begin.</param>
    public async Task<StagedFiles> StageAsync(PreparedCase prepared, string folder, CancellationToken cancellation)
    {
        var (all, left) = (new List<IReadOnlyList<StagedFile>>(), new List<LeftOut>());
        foreach (var files in prepared.Files)
        {
            var staged = new List<StagedFile>();
            foreach (var file in files)
            {
                var one = await StageAsync(file, folder, cancellation);
                if (one.IsOk)
                    staged.Add(one.Value);
                else
                    left.Add(new(file.Path, one.Errors[0]));
            }

            all.Add(staged);
        }

        return new(all, left);
    }

    public static void Discard(StagedFiles files)
    {
        foreach (var file in files.OfMessages.SelectMany(f => f))
            AttachmentStore.Discard(file);
    }

    private async Task<Result<StagedFile>> StageAsync(OldFile file, string folder, CancellationToken cancellation)
    {
        if (Place(file.Path, folder) is not { } place)
            return Result<StagedFile>.Refuse("old-case.file-missing", null, file.Path);
        try
        {
            await using var content = File.OpenRead(place);
            return await intake.ReceiveAsync(content, file.Name, content.Length, null, cancellation);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return Result<StagedFile>.Refuse("old-case.file-unreadable", null, file.Path);
        }
    }

    // A link could lead out of the folder whatever the path says: none is followed.
    private static string? Place(string path, string folder)
    {
        if (!OldPaths.IsInside(path))
            return null;
        var place = folder;
        foreach (var part in path.Split('/', '\\', StringSplitOptions.RemoveEmptyEntries))
        {
            place = Path.Combine(place, part);
            if (new FileInfo(place).LinkTarget is not null)
                return null;
        }

        return File.Exists(place) ? place : null;
    }
}
