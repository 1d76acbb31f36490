using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Files;

/// <summary>
/// Files that people have picked for what they are still writing: kept at once, so that a reload or a lost circuit loses none.
/// </summary>
public sealed class PendingFiles(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    AttachmentStore store,
    IAuthorizationService authorisation,
    IOptions<IntakeOptions> limits,
    IClock clock
)
{
    /// <summary>The caller's own files of a case that wait, in the order picked; nobody sees another's.</summary>
    public async Task<IReadOnlyList<PendingFile>> OfAsync(long caseId, ClaimsPrincipal who, CancellationToken cancellation)
    {
        var me = who.ActorId();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.PendingFiles()
            .AsNoTracking()
            .Where(p => p.PersonId == me && p.CaseId == caseId)
            .OrderBy(p => p.Id)
            .ToListAsync(cancellation);
    }

    /// <summary>Keeps a staged file for the caller's draft; a refused one is discarded.</summary>
    /// <returns>The row, or <c>auth.forbidden</c>, <c>case.unknown</c>, <c>files.too-many</c>.</returns>
    public async Task<Result<PendingFile>> AddAsync(string number, string? forDraft, StagedFile file, ClaimsPrincipal who)
    {
        var added = await KeepAsync(number, forDraft, file, who);
        if (!added.IsOk)
            AttachmentStore.Discard(file);
        return added;
    }

    /// <summary>Takes a file back; the bytes go with the next sweep, unless another row names them.</summary>
    public async Task<bool> RemoveAsync(long id, ClaimsPrincipal who)
    {
        var me = who.ActorId();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return await db.PendingFiles().Where(p => p.Id == id && p.PersonId == me).ExecuteDeleteAsync(CancellationToken.None) > 0;
    }

    private async Task<Result<PendingFile>> KeepAsync(string number, string? forDraft, StagedFile file, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<PendingFile>.Forbid();
        var me = who.ActorId();
        // The disk is flushed before anybody waits at the gate for it.
        store.Keep(file);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.Cases.Where(c => c.Number == number).Select(c => (long?)c.Id).SingleOrDefaultAsync() is not { } caseId)
            return Result<PendingFile>.Refuse(ErrorKind.NotFound, "case.unknown", "number", number);
        if (
            await db.PendingFiles().CountAsync(p => p.PersonId == me && p.CaseId == caseId && p.ForDraft == forDraft)
            >= limits.Value.MaxAttachments
        )
            return Result<PendingFile>.Refuse("files.too-many", "files", limits.Value.MaxAttachments);
        var row = new PendingFile
        {
            PersonId = me,
            CaseId = caseId,
            ForDraft = forDraft,
            FileName = file.FileName,
            Kind = file.Content.Kind,
            Pixels = file.Content.Pixels,
            Size = file.Size,
            Checksum = file.Checksum,
            Scan = file.Scan.State,
            Finding = file.Scan.Finding,
            AddedAt = clock.GetCurrentInstant(),
        };
        db.PendingFiles().Add(row);
        await db.SaveChangesAsync();
        return row;
    }
}
