using System.Security.Claims;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.People.Identity;

/// <summary>Identity's sign-in with the console's rules: switched-off people and, outside demo mode, demo people stay out.</summary>
public sealed class PersonSignIn(
    UserManager<Person> people,
    IHttpContextAccessor requests,
    IUserClaimsPrincipalFactory<Person> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Person>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Person> confirmation,
    DemoGate demo,
    DecoyHash decoy
) : SignInManager<Person>(people, requests, claims, options, log, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(Person user) =>
        !user.Disabled && !demo.Refuses(user.Id) && await base.CanSignInAsync(user);

    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        if (await UserManager.FindByNameAsync(userName) is { PasswordHash: not null } person)
            return await PasswordSignInAsync(person, password, isPersistent, lockoutOnFailure);
        // An unknown name takes as long as a wrong password: names cannot be guessed by the clock.
        decoy.Verify(password);
        return SignInResult.Failed;
    }

    /// <summary>The demo's one click. It works even when a visitor has changed the person's password.</summary>
    public async Task<SignInResult> WithoutPasswordAsync(DemoPerson demoPerson)
    {
        if (!demo.IsOpen || await UserManager.FindByIdAsync(demoPerson.Id.ToString()) is not { } person || !await CanSignInAsync(person))
            return SignInResult.Failed;
        await SignInAsync(person, isPersistent: false);
        return SignInResult.Success;
    }

    public override async Task<Person?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { } person && await CanSignInAsync(person) ? person : null;

    public override async Task SignInWithClaimsAsync(
        Person user,
        AuthenticationProperties? authenticationProperties,
        IEnumerable<Claim> additionalClaims
    )
    {
        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
        DisplayCookies.Write(Context, user.Language, user.Theme);
    }
}

/// <summary>The hash of a password nobody has, made when it is first needed.</summary>
public sealed class DecoyHash
{
    private static readonly Person Nobody = new() { DisplayName = "" };
    private readonly PasswordHasher<Person> _hasher = new();
    private readonly Lazy<string> _hash;

    public DecoyHash() => _hash = new Lazy<string>(() => _hasher.HashPassword(Nobody, Chance.Name().ToString()));

    public void Verify(string password) => _hasher.VerifyHashedPassword(Nobody, _hash.Value, password);
}
