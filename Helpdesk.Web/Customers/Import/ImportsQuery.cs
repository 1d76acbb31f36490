using System.Security.Claims;
using System.Text.Json;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.Import;

/// <summary>An import as the list shows it.</summary>
public sealed record ImportLine(
    Guid Id,
    string Kind,
    string FileName,
    ImportWay Way,
    string By,
    Instant At,
    ImportState State,
    int RowsDone,
    int RowsTotal,
    ImportCounts Counts,
    int Returned,
    int Kept,
    Error? Trouble
)
{
    public bool IsUnderWay => State is ImportState.Applying or ImportState.TakingBack;

    public bool CanReturn => State is ImportState.Applied or ImportState.Stopped or ImportState.Failed && Counts.New + Counts.Changed > 0;
}

/// <summary>A refusal of an import, as it was kept.</summary>
/// <param name="Row">0 for what was not taken back.</param>
public sealed record RefusalLine(int Row, string? Column, string? Value, Error Error);

/// <summary>A page of refusals.</summary>
/// <param name="Total">How many were kept in all.</param>
public sealed record RefusalPage(IReadOnlyList<RefusalLine> Lines, int Total);

/// <summary>Earlier imports, latest first, and what was refused of each.</summary>
public sealed class ImportsQuery(IDbContextFactory<HelpdeskDb> databases)
{
    private const int MostShown = 100;

    public async Task<Result<IReadOnlyList<ImportLine>>> ListAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.ManageRecords, who))
            return Result<IReadOnlyList<ImportLine>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var all = await db.Imports()
            .AsNoTracking()
            .Where(i => i.State != ImportState.Previewed)
            .OrderByDescending(i => i.At)
            .Take(MostShown)
            .ToListAsync(cancellation);
        return all.ConvertAll(Line);
    }

    public async Task<Result<RefusalPage>> RefusalsAsync(Guid id, int skip, int take, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.ManageRecords, who))
            return Result<RefusalPage>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var total = await db.ImportRefusals().CountAsync(r => r.ImportId == id, cancellation);
        return new RefusalPage(await ReadAsync(id, skip, take, cancellation), total);
    }

    /// <summary>For who needs no sign-in: the command line, the watched folder.</summary>
    internal async Task<List<RefusalLine>> ReadAsync(Guid id, int skip, int take, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.ImportRefusals()
            .AsNoTracking()
            .Where(r => r.ImportId == id)
            .OrderBy(r => r.Id)
            .Skip(skip)
            .Take(take)
            .ToListAsync(cancellation);
        return rows.ConvertAll(r => new RefusalLine(r.Row, r.Column, r.Value, ErrorOf(r.Code, r.Args, r.Column)));
    }

    internal async Task<ImportLine?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Imports().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellation) is { } import ? Line(import) : null;
    }

    private static ImportLine Line(RecordImport i) =>
        new(
            i.Id,
            i.Kind,
            i.FileName,
            i.Way,
            i.ActorName,
            i.At,
            i.State,
            i.RowsDone,
            i.RowsTotal,
            new(i.New, i.Changed, i.Unchanged, i.Refused),
            i.Returned,
            i.Kept,
            i.TroubleCode is { } code ? ErrorOf(code, i.TroubleArgs ?? "[]", null) : null
        );

    private static Error ErrorOf(string code, string args, string? field) =>
        new(code, field, [.. JsonSerializer.Deserialize<string?[]>(args, StoredJson.Options) ?? []]);
}
