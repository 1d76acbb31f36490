using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>
/// Signs a machine in by <c>X-Api-Key</c>; hubs also take <c>access_token</c> or a bearer header, since that is what SignalR clients send.
/// </summary>
public sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logs,
    UrlEncoder encoder,
    ApiKeyService keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "ApiKey";

    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";

    /// <summary>The key a request brings, or null.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        if (request.Headers.TryGetValue(Header, out var header))
            return header.ToString();
        if (!request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase))
            return null;
        if (request.Query.TryGetValue("access_token", out var token))
            return token.ToString();
        var bearer = request.Headers.Authorization.ToString();
        return bearer.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? bearer[Bearer.Length..] : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { } secret)
            return AuthenticateResult.NoResult();
        return await keys.FindAsync(secret, Context.RequestAborted) is { } key
            ? AuthenticateResult.Success(new AuthenticationTicket(key.ToPrincipal(Scheme), Scheme))
            : AuthenticateResult.Fail("The API key is unknown or revoked.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AuthProblem.KeyRefused.WriteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AuthProblem.Forbidden.WriteAsync(Context);
}
