using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>
/// Somebody's own secret calendar link: made, replaced and switched off by nobody but them; the console keeps only its hash.
/// </summary>
public sealed class CalendarFeed(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, IAuthorizationService authorisation, IClock clock)
{
    /// <summary>Where the shifts behind a secret are fetched.</summary>
    public static string PathOf(string secret) => $"/calendar/{secret}.ics";

    /// <summary>What is kept of a secret: 256 random bits need no slow hash.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Since when one's link holds; null when there is none. Refused with <c>auth.forbidden</c>.</summary>
    public async Task<Result<Instant?>> SinceAsync(ClaimsPrincipal who)
    {
        if (await OwnerAsync(who) is not { } me)
            return Result<Instant?>.Forbid();
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return await db.OnCallFeeds().Where(f => f.PersonId == me).Select(f => (Instant?)f.MadeAt).SingleOrDefaultAsync();
    }

    /// <returns>The secret, told this once; an earlier one stops. Refused with <c>auth.forbidden</c>.</returns>
    public async Task<Result<string>> MakeAsync(ClaimsPrincipal who)
    {
        if (await OwnerAsync(who) is not { } me)
            return Result<string>.Forbid();
        var secret = Base64Url.EncodeToString(Chance.Secret(32));
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var (now, hash) = (clock.GetCurrentInstant(), HashOf(secret));
        if (await db.OnCallFeeds().SingleOrDefaultAsync(f => f.PersonId == me) is { } feed)
            (feed.TokenHash, feed.MadeAt) = (hash, now);
        else
            db.OnCallFeeds()
                .Add(
                    new()
                    {
                        PersonId = me,
                        TokenHash = hash,
                        MadeAt = now,
                    }
                );
        db.AdminLog().Add(new AdminLogEntry(now, who.ToActor(), new AdminAct(AdminActs.CalendarLinkMade).On(me, who.DisplayName())));
        await db.SaveChangesAsync();
        return secret;
    }

    /// <summary>Switches the link off; well when there is none. Refused with <c>auth.forbidden</c>.</summary>
    public async Task<Result> RevokeAsync(ClaimsPrincipal who)
    {
        if (await OwnerAsync(who) is not { } me)
            return Result.Forbid();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.OnCallFeeds().SingleOrDefaultAsync(f => f.PersonId == me) is not { } feed)
            return Result.Ok;
        db.OnCallFeeds().Remove(feed);
        db.AdminLog()
            .Add(
                new AdminLogEntry(
                    clock.GetCurrentInstant(),
                    who.ToActor(),
                    new AdminAct(AdminActs.CalendarLinkRevoked).On(me, who.DisplayName())
                )
            );
        await db.SaveChangesAsync();
        return Result.Ok;
    }

    // A machine has no shifts, and with them no link.
    private async Task<Guid?> OwnerAsync(ClaimsPrincipal who) =>
        (await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded && who.ToActor() is { Kind: ActorKind.Person, Id: { } me }
            ? me
            : null;
}
