using System.Security.Claims;
using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Administration.Log;

/// <summary>An act as the log shows it.</summary>
/// <param name="Details">Name → values; a single value is a list of one.</param>
public sealed record AdminLogRow(
    long Id,
    Instant At,
    ActorKind ActorKind,
    string ActorName,
    string Action,
    string SubjectName,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Details
);

/// <summary>One page of the log.</summary>
/// <param name="Text">Found in names, details and codes; null or blank finds everything.</param>
/// <param name="Actions">Codes whose words, in the reader's language, hold the text.</param>
/// <param name="Before">Id the page ends before; null begins with the newest.</param>
public sealed record AdminLogSearch(string? Text, IReadOnlyList<string> Actions, long? Before, int Take);

/// <summary>The administrative log, newest first (spec U4).</summary>
public sealed class AdminLogQuery(IDbContextFactory<HelpdeskDb> databases)
{
    public async Task<Result<IReadOnlyList<AdminLogRow>>> RunAsync(
        AdminLogSearch search,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<IReadOnlyList<AdminLogRow>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = Found(db.AdminLog().AsNoTracking(), search);
        if (search.Before is { } before)
            found = found.Where(e => e.Id < before);
        var entries = await found.OrderByDescending(e => e.Id).Take(search.Take).ToListAsync(cancellation);
        return entries.ConvertAll(e => new AdminLogRow(e.Id, e.At, e.ActorKind, e.ActorName, e.Action, e.SubjectName, Read(e.Details)));
    }

    private static IQueryable<AdminLogEntry> Found(IQueryable<AdminLogEntry> log, AdminLogSearch search)
    {
        if (string.IsNullOrWhiteSpace(search.Text))
            return log;
        var pattern =
            "%"
            + search
                .Text.Trim()
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("%", "\\%", StringComparison.Ordinal)
                .Replace("_", "\\_", StringComparison.Ordinal)
            + "%";
        return log.Where(e =>
            EF.Functions.Like(e.ActorName, pattern, "\\")
            || EF.Functions.Like(e.SubjectName, pattern, "\\")
            || EF.Functions.Like(e.Action, pattern, "\\")
            || EF.Functions.Like(e.Details, pattern, "\\")
            || search.Actions.Contains(e.Action)
        );
    }

    private static List<KeyValuePair<string, IReadOnlyList<string>>> Read(string details)
    {
        using var json = JsonDocument.Parse(details);
        return
        [
            .. json
                .RootElement.EnumerateObject()
                .Select(d =>
                    KeyValuePair.Create<string, IReadOnlyList<string>>(
                        d.Name,
                        d.Value.ValueKind == JsonValueKind.Array
                            ? [.. d.Value.EnumerateArray().Select(v => v.ToString())]
                            : [d.Value.ToString()]
                    )
                ),
        ];
    }
}
