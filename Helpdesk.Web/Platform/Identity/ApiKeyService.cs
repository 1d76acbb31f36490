using System.Collections.Concurrent;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>A key just made; <see cref="Secret"/> is shown once and kept nowhere.</summary>
public sealed record NewApiKey(Guid Id, string Name, string Secret);

/// <summary>
/// Makes, revokes and recognises keys. A known key costs a dictionary look-up; every minute one request checks it against the
/// database again. A revocation counts at once on this node, within a minute on others.
/// </summary>
public sealed class ApiKeyService(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, IClock clock, DemoGate demo, IdSource ids)
{
    public static readonly Duration CheckEvery = Duration.FromMinutes(1);

    public const int LongestName = 80;

    private readonly ConcurrentDictionary<string, KnownApiKey> _known = new(StringComparer.Ordinal);

    // A look-up under way when its key is revoked may still bring the key back into _known; this has the last word.
    private readonly ConcurrentDictionary<Guid, bool> _revoked = new();

    /// <summary>Refusals: <c>api-key.name-required</c>, <c>api-key.name-too-long</c>, <c>api-key.name-taken</c>.</summary>
    public async Task<Result<NewApiKey>> CreateAsync(
        string name,
        Actor by,
        CancellationToken cancellation,
        ApiKeyScope scope = ApiKeyScope.Cases
    )
    {
        name = name.Trim();
        if (name.Length == 0 || name.Any(char.IsControl))
            return Result<NewApiKey>.Refuse("api-key.name-required", "name");
        if (name.Length > LongestName)
            return Result<NewApiKey>.Refuse("api-key.name-too-long", "name", LongestName);

        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.ApiKeys().AnyAsync(k => k.RevokedAt == null && k.Name == name, cancellation))
            return Result<NewApiKey>.Refuse("api-key.name-taken", "name", name);
        var secret = ApiKeySecret.New();
        var key = Row(ids.New(), name, secret, by.Name, clock.GetCurrentInstant(), scope);
        db.ApiKeys().Add(key);
        Log(db, by, AdminActs.ApiKeyCreated, key);
        await db.SaveChangesAsync(cancellation);
        return new NewApiKey(key.Id, key.Name, secret);
    }

    /// <summary>False when there is no such key; revoking twice is no error.</summary>
    public async Task<bool> RevokeAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.ApiKeys().SingleOrDefaultAsync(k => k.Id == id, cancellation) is not { } key)
            return false;
        if (key.RevokedAt is null)
            Log(db, by, AdminActs.ApiKeyRevoked, key);
        key.RevokedAt ??= clock.GetCurrentInstant();
        await db.SaveChangesAsync(cancellation);
        _revoked[id] = true;
        _known.TryRemove(key.Hash, out _);
        return true;
    }

    /// <summary>All keys, newest first; revoked ones stay in the list.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var keys = await db.ApiKeys().AsNoTracking().OrderByDescending(k => k.CreatedAt).ToListAsync(cancellation);
        foreach (var key in keys)
            key.LastUsedAt = LastUse(key);
        return [.. keys.Where(k => !demo.Refuses(k.Id))];
    }

    /// <summary>The key behind <paramref name="secret"/>, or null when it is unknown, revoked or the demo's outside demo mode.</summary>
    public async ValueTask<KnownApiKey?> FindAsync(string secret, CancellationToken cancellation)
    {
        if (!ApiKeySecret.IsWellFormed(secret))
            return null;
        var hash = ApiKeySecret.Hash(secret);
        var now = clock.GetCurrentInstant();
        if (!_known.TryGetValue(hash, out var key) || key.TakesCheck(now))
            key = await CheckAsync(hash, now, cancellation);
        if (key is null || _revoked.ContainsKey(key.Id) || demo.Refuses(key.Id))
            return null;
        key.UsedAt(now);
        return key;
    }

    /// <summary>Writes down when keys were last used; called once a minute, never in a request.</summary>
    public async Task WriteUsageAsync(CancellationToken cancellation)
    {
        var used = _known.Values.Where(k => k.HasUnwrittenUse).ToList();
        if (used.Count == 0)
            return;
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var key in used)
        {
            Instant? at = key.TakeUse();
            await db.ApiKeys().Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, at), cancellation);
        }
    }

    internal static ApiKey Row(Guid id, string name, string secret, string createdBy, Instant at, ApiKeyScope scope = ApiKeyScope.Cases) =>
        new()
        {
            Id = id,
            Name = name,
            Prefix = ApiKeySecret.Prefix(secret),
            Hash = ApiKeySecret.Hash(secret),
            Scope = scope,
            CreatedAt = at,
            CreatedBy = createdBy,
        };

    private void Log(HelpdeskDb db, Actor by, string act, ApiKey key) =>
        db.AdminLog()
            .Add(
                new AdminLogEntry(
                    clock.GetCurrentInstant(),
                    by,
                    new AdminAct(act).On(key.Id, key.Name).With("prefix", key.Prefix).With("scope", key.Scope.ToString())
                )
            );

    private async Task<KnownApiKey?> CheckAsync(string hash, Instant now, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var row = await db.ApiKeys().AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, cancellation);
        if (row is { RevokedAt: null })
            return _known.GetOrAdd(hash, _ => new KnownApiKey(row.Id, row.Name, row.Scope, now));
        _known.TryRemove(hash, out _);
        return null;
    }

    private Instant? LastUse(ApiKey key) => _known.TryGetValue(key.Hash, out var known) ? known.LastUse ?? key.LastUsedAt : key.LastUsedAt;
}
