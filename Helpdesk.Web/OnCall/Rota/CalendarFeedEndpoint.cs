using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>
/// <c>GET /calendar/{secret}.ics</c>: one's own shifts for a calendar program, which cannot sign in: the secret is the key (spec U3).
/// </summary>
public static class CalendarFeedEndpoint
{
    private const int SecretLength = 43;

    public static void MapCalendarFeed(this IEndpointRouteBuilder app) =>
        app.MapGet("/calendar/{secret}.ics", ReadAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(
        string secret,
        HttpContext context,
        IDbContextFactory<HelpdeskDb> databases,
        PeopleDirectory people,
        FeedWriter writer,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(secret, databases, cancellation) is not { } feed || people.Find(feed.PersonId) is not { Active: true })
            return Results.NotFound();
        string text;
        using (MailWords.Speak(feed.Language))
            text = writer.Write(feed.PersonId, feed.MadeAt);
        var bytes = Encoding.UTF8.GetBytes(text);
        var headers = context.Response.Headers;
        // Programs ask every few minutes whatever they are told; most of the time the answer is "as before".
        headers.CacheControl = "private, max-age=300";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        var tag = new EntityTagHeaderValue('"' + Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16)) + '"');
        // The words alone tell whether it is "as before": absences, people and the days that go by change them and keep no date, so there
        // is no Last-Modified that a program could hold against them.
        return Results.File(bytes, "text/calendar; charset=utf-8", entityTag: tag);
    }

    private static async Task<Found?> FindAsync(string secret, IDbContextFactory<HelpdeskDb> databases, CancellationToken cancellation)
    {
        if (secret.Length != SecretLength)
            return null;
        var hash = CalendarFeed.HashOf(secret);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.OnCallFeeds()
            .Where(f => f.TokenHash == hash)
            .Join(db.Users, f => f.PersonId, u => u.Id, (f, u) => new Found(f.PersonId, f.MadeAt, u.Language))
            .SingleOrDefaultAsync(cancellation);
    }

    private sealed record Found(Guid PersonId, NodaTime.Instant MadeAt, string Language);
}
