using System.Collections.Immutable;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>Somebody a case can be given to.</summary>
public sealed record Colleague(Guid Id, string UserName, string DisplayName, bool Active)
{
    /// <summary>Names of roles; decides who can be asked, never who may do what: sign-ins tell that.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Whether a mail reaches them (spec U3).</summary>
    public bool HasMail { get; init; }

    /// <summary>The number to ring them at, as they entered it; null for whoever has none.</summary>
    public string? Phone { get; init; }

    /// <summary>Whether cases are given to them as a rule: engineers and on-call staff (spec U1, U3).</summary>
    public bool TakesCases =>
        Roles.Contains(Helpdesk.Web.Platform.Identity.Roles.Engineer) || Roles.Contains(Helpdesk.Web.Platform.Identity.Roles.OnCall);

    /// <summary>Two letters for the round sign in the queue.</summary>
    public string Initials => InitialsOf(DisplayName);

    public static string InitialsOf(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length switch
        {
            0 => "?",
            1 => parts[0].Length > 1 && parts[0][0] < 0x80 ? parts[0][..2].ToUpperInvariant() : parts[0][..1],
            _ => string.Concat(parts[0][..1], parts[^1][..1]).ToUpperInvariant(),
        };
    }
}

/// <summary>Everybody who works here, kept in memory; read again when an administrator changes somebody.</summary>
public sealed class PeopleDirectory(IDbContextFactory<HelpdeskDb> databases)
{
    private ImmutableArray<Colleague> _people = [];

    /// <summary>Raised after the directory was read again.</summary>
    public event Action? Changed;

    /// <summary>Switched off ones too.</summary>
    public IReadOnlyList<Colleague> All => _people;

    public IReadOnlyList<Colleague> Active => [.. _people.Where(p => p.Active)];

    public Colleague? Find(Guid id) => _people.FirstOrDefault(p => p.Id == id);

    /// <summary>By user name, or by id as text.</summary>
    public Colleague? Find(string userNameOrId) =>
        _people.FirstOrDefault(p => string.Equals(p.UserName, userNameOrId, StringComparison.OrdinalIgnoreCase))
        ?? (Guid.TryParse(userNameOrId, out var id) ? Find(id) : null);

    public async Task ReloadAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db
            .Users.AsNoTracking()
            .OrderBy(u => u.UserName)
            .Select(u => new
            {
                u.Id,
                u.UserName,
                u.DisplayName,
                u.LockoutEnd,
                u.PhoneNumber,
                HasMail = u.Email != null && u.Email != "",
            })
            .ToListAsync(cancellation);
        var held = await (
            from h in db.UserRoles.AsNoTracking()
            join r in db.Roles on h.RoleId equals r.Id
            select new { h.UserId, r.Name }
        ).ToListAsync(cancellation);
        var roles = held.ToLookup(h => h.UserId, h => h.Name!);
        // A disabled person has a lockout without end.
        _people =
        [
            .. rows.Select(u => new Colleague(u.Id, u.UserName ?? "", u.DisplayName, u.LockoutEnd is not { Year: > 9000 })
            {
                Roles = [.. roles[u.Id]],
                HasMail = u.HasMail,
                Phone = string.IsNullOrWhiteSpace(u.PhoneNumber) ? null : u.PhoneNumber,
            }),
        ];
        Changed?.Invoke();
    }
}
