using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.People.ApiKeys;

/// <summary>A key in the list; the key itself is kept nowhere.</summary>
public sealed record ApiKeyRow(
    Guid Id,
    string Name,
    string Prefix,
    ApiKeyScope Scope,
    NodaTime.Instant CreatedAt,
    string CreatedBy,
    NodaTime.Instant? LastUsedAt,
    NodaTime.Instant? RevokedAt
);

public sealed class ApiKeysQuery(ApiKeyService keys)
{
    public async Task<Result<IReadOnlyList<ApiKeyRow>>> RunAsync(ClaimsPrincipal who, CancellationToken cancellation) =>
        PolicyRoles.Allow(Policies.Administer, who)
            ? (await keys.ListAsync(cancellation))
                .Select(k => new ApiKeyRow(k.Id, k.Name, k.Prefix, k.Scope, k.CreatedAt, k.CreatedBy, k.LastUsedAt, k.RevokedAt))
                .ToList()
            : Result<IReadOnlyList<ApiKeyRow>>.Forbid();
}

/// <summary>Makes a key for a machine; what it may do must be said.</summary>
public sealed record CreateApiKey(string Name, ApiKeyScope? Scope);

public sealed class CreateApiKeyHandler(ApiKeyService keys)
{
    public async Task<Result<NewApiKey>> HandleAsync(CreateApiKey command, ClaimsPrincipal who, CancellationToken cancellation) =>
        !PolicyRoles.Allow(Policies.Administer, who) ? Result<NewApiKey>.Forbid()
        : command.Scope is not { } scope ? Result<NewApiKey>.Refuse("api-key.scope-missing")
        : await keys.CreateAsync(command.Name, who.ToActor(), cancellation, scope);
}

/// <summary>Ends a key for good.</summary>
public sealed record RevokeApiKey(Guid Id);

public sealed class RevokeApiKeyHandler(ApiKeyService keys)
{
    public async Task<Result> HandleAsync(RevokeApiKey command, ClaimsPrincipal who, CancellationToken cancellation) =>
        !PolicyRoles.Allow(Policies.Administer, who) ? Result.Forbid()
        : await keys.RevokeAsync(command.Id, who.ToActor(), cancellation) ? Result.Ok
        : Result.Refuse("api-key.unknown");
}
