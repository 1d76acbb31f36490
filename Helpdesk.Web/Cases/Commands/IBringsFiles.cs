using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Commands;

/// <summary>A command that takes files along which its writer has laid ready for this case.</summary>
public interface IBringsFiles
{
    IReadOnlyList<long>? Files { get; }
}

/// <summary>Runner files over from a draft to the entry that brings them, in the command's own transaction.</summary>
internal static class BroughtFiles
{
    /// <returns>The files, or <c>files.unknown</c> with the first id that is not the writer's, not this case's, or gone.</returns>
    public static async Task<Result<IReadOnlyList<PendingFile>>> FindAsync(
        HelpdeskDb db,
        Case target,
        ICaseCommand command,
        ClaimsPrincipal who
    )
    {
        if (command is not IBringsFiles { Files: { Count: > 0 } wanted })
            return (PendingFile[])[];
        var (me, ids) = (who.ActorId(), wanted.Distinct().ToList());
        var found = await db.PendingFiles()
            .Where(p => p.PersonId == me && p.CaseId == target.Id && ids.Contains(p.Id))
            .OrderBy(p => p.Id)
            .ToListAsync();
        return ids.Find(id => !found.Exists(f => f.Id == id)) is > 0 and var missing
            ? Result<IReadOnlyList<PendingFile>>.Refuse("files.unknown", "files", missing)
            : found;
    }

    public static void Attach(HelpdeskDb db, Case target, IReadOnlyList<PendingFile> files)
    {
        foreach (var file in files)
        {
            // What the writer said is the first line that the command added.
            db.Attachments().Add(Attachment.Of(file, target.Timeline[0]));
            db.PendingFiles().Remove(file);
        }
    }
}
