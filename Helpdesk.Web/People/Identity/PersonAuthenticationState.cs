using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Helpdesk.Web.People.Identity;

/// <summary>
/// Asks again every few minutes whether the person of an open circuit may still be there, and keeps <see cref="CurrentPerson"/>.
/// </summary>
public sealed class PersonAuthenticationState : RevalidatingServerAuthenticationStateProvider
{
    /// <summary>How long a sign-in stands without a look at the database, in circuits and for cookies.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly IServiceScopeFactory _scopes;

    public PersonAuthenticationState(ILoggerFactory logs, IServiceScopeFactory scopes, CurrentPerson person)
        : base(logs)
    {
        _scopes = scopes;
        AuthenticationStateChanged += async state => person.SignedInAs((await state).User);
    }

    protected override TimeSpan RevalidationInterval => Interval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        await using var scope = _scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PersonSignIn>().ValidateSecurityStampAsync(authenticationState.User)
            is not null;
    }
}
