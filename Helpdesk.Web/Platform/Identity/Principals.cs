using System.Security.Claims;
using Helpdesk.Domain.Cases;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>Reads a sign-in.</summary>
public static class Principals
{
    /// <summary>The person's or the key's id; empty when nobody is signed in.</summary>
    public static Guid ActorId(this ClaimsPrincipal who) =>
        Guid.TryParse(who.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : Guid.Empty;

    public static bool IsMachine(this ClaimsPrincipal who) => who.HasClaim(PersonClaims.Kind, PersonClaims.Machine);

    public static string DisplayName(this ClaimsPrincipal who) => who.FindFirstValue(PersonClaims.DisplayName) ?? who.Identity?.Name ?? "";

    /// <summary>Who acts, as the domain knows it. Asking without a sign-in is a bug and throws.</summary>
    public static Actor ToActor(this ClaimsPrincipal who) =>
        who.ActorId() is var id && id == Guid.Empty
            ? throw new InvalidOperationException("Nobody is signed in: authorise before acting.")
            : new Actor(who.IsMachine() ? ActorKind.Machine : ActorKind.Person, id, who.DisplayName());
}
