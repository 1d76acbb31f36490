using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Guard;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Portal.Uploads;

/// <summary>Files that customers hand in, whole, before the enquiry or message they belong to is sent.</summary>
public sealed class PortalFiles(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    AttachmentStore store,
    FileIntake intake,
    IOptions<IntakeOptions> limits,
    IOptions<PortalOptions> portal,
    IClock clock,
    IdSource ids
)
{
    /// <summary>The owner of files for the conversation of a case.</summary>
    public static string OwnerOf(string number) => "case/" + number;

    /// <summary>The owner of files for an enquiry that is still being written.</summary>
    public static string OwnerOf(PortalDraft draft) => "draft/" + draft.Key;

    /// <summary>The complete ones, in the order handed in.</summary>
    public async Task<IReadOnlyList<PortalFile>> OfAsync(string owner, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.PortalFiles()
            .AsNoTracking()
            .Where(f => f.Owner == owner && f.Checksum != null)
            .OrderBy(f => f.AddedAt)
            .ThenBy(f => f.Id)
            .ToListAsync(cancellation);
    }

    /// <summary>Takes in a file that came with a plain form.</summary>
    /// <returns>The row, or <c>files.too-many</c> and what <see cref="FileIntake"/> refuses.</returns>
    public async Task<Result<PortalFile>> AddAsync(string owner, Stream content, string fileName, long size, CancellationToken cancellation)
    {
        if (await RefusalAsync(owner, size, cancellation) is { } refused)
            return Result<PortalFile>.Refuse([refused]);
        var staged = await intake.ReceiveAsync(content, fileName, size, null, cancellation);
        if (!staged.IsOk)
            return Result<PortalFile>.Refuse(staged.Errors);
        var row = new PortalFile
        {
            Id = ids.New(),
            Owner = owner,
            FileName = staged.Value.FileName,
            Size = staged.Value.Size,
            AddedAt = clock.GetCurrentInstant(),
        };
        row.Complete(staged.Value);
        // The disk is flushed before anybody waits at the gate for it.
        store.Keep(staged.Value);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        db.PortalFiles().Add(row);
        await db.SaveChangesAsync(CancellationToken.None);
        return row;
    }

    /// <summary>Takes a file back; its bytes go with the next sweep, unless another row names them.</summary>
    public async Task RemoveAsync(string owner, Guid id)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.PortalFiles().Where(f => f.Id == id && f.Owner == owner).ExecuteDeleteAsync(CancellationToken.None);
    }

    /// <summary>
    /// Why a file of this size cannot be taken: the owner has as many as an enquiry may
    /// bring, or nobody's unsent files may take more room; null when it can.
    /// </summary>
    public async Task<Error?> RefusalAsync(string owner, long size, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.PortalFiles().CountAsync(f => f.Owner == owner, cancellation) >= limits.Value.MaxAttachments)
            return new("files.too-many", "files", limits.Value.MaxAttachments);
        return await db.PortalFiles().SumAsync(f => f.Size, cancellation) + size > portal.Value.WaitingMegabytes * 1024L * 1024L
            ? new("portal.full", "files")
            : null;
    }
}
