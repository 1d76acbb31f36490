using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce.Absences;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Helpdesk.Tests.OnCall.Rota.RotaHost;

namespace Helpdesk.Tests.OnCall.Rota;

/// <summary>One's shifts in one's own calendar: a secret link that nobody can read here, that stops when it is told to (spec U3).</summary>
public sealed class CalendarFeedTests
{
    [Fact]
    public async Task Shifts_AreEvents_WithoutTheGap_TheSameTextUntilSomethingChanges()
    {
        await using var rota = new RotaHost();
        await rota.InitializeAsync();
        var first = await WriteAsync(rota, DemoPeople.Ueda, "en");
        var events = Ical
            .Net.Calendar.Load(first)!
            .Events.Where(e => e.Start!.AsUtc >= Jst(7, 0).ToDateTimeUtc() && e.Start.AsUtc < Jst(15, 0).ToDateTimeUtc())
            .OrderBy(e => e.Start!.AsUtc)
            .ToList();
        events
            .Select(e => (Instant.FromDateTimeUtc(e.Start!.AsUtc), Instant.FromDateTimeUtc(e.End!.AsUtc)))
            .ShouldBe([(Jst(7, 9), Jst(13, 18)), (Jst(13, 20), Jst(14, 9))]);
        events.ShouldAllBe(e => e.Summary == "On call: Primary");

        // A day later the same shifts have the same ids, and a calendar program adds nothing twice.
        rota.Host.Time.Advance(TimeSpan.FromDays(1));
        var ids = Ical.Net.Calendar.Load(await WriteAsync(rota, DemoPeople.Ueda, "en"))!.Events.Select(e => e.Uid).ToList();
        ids.ShouldBeUnique();
        ids.ShouldContain(events[0].Uid);
        (await WriteAsync(rota, DemoPeople.Kato, "ja")).ShouldContain("当番：");

        await rota.SaveAsync(Give(DemoPeople.Kato, Sunday), Kato);
        (await WriteAsync(rota, DemoPeople.Kato, "en")).ShouldContain("DTSTART:20270613T090000Z");
    }

    [Fact]
    public async Task Link_IsOnesOwn_KeptAsAHash_ReplacedAndSwitchedOff()
    {
        await using var rota = new RotaHost();
        await rota.InitializeAsync();
        (await DoAsync(rota, f => f.SinceAsync(Ueda))).Value.ShouldBeNull();
        var secret = (await DoAsync(rota, f => f.MakeAsync(Ueda))).Value;
        var kept = await rota.Host.ReadAsync(db => db.OnCallFeeds().AsNoTracking().SingleAsync());
        kept.TokenHash.ShouldBe(CalendarFeed.HashOf(secret));
        (await DoAsync(rota, f => f.SinceAsync(Ueda))).Value.ShouldBe(rota.Now);
        (await DoAsync(rota, f => f.MakeAsync(Ueda))).Value.ShouldNotBe(secret, "a new one, and the old one stops");
        (await rota.Host.ReadAsync(db => db.OnCallFeeds().AsNoTracking().SingleAsync())).TokenHash.ShouldNotBe(kept.TokenHash);

        var machine = new ClaimsPrincipal(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()),
                    new Claim(PersonClaims.Kind, PersonClaims.Machine),
                    new Claim(ClaimTypes.Role, Roles.Machine),
                ],
                "test"
            )
        );
        (await DoAsync(rota, f => f.MakeAsync(machine))).Errors.Single().Code.ShouldBe("auth.forbidden");
        (await DoAsync(rota, f => f.MakeAsync(new ClaimsPrincipal(new ClaimsIdentity())))).Errors.Single().Code.ShouldBe("auth.forbidden");

        (await DoAsync(rota, f => f.RevokeAsync(Ueda))).IsOk.ShouldBeTrue();
        (await rota.Host.ReadAsync(db => db.OnCallFeeds().CountAsync())).ShouldBe(0);
        var log = await rota.Host.ReadAsync(db =>
            db.AdminLog().Where(e => e.Action.StartsWith("calendar-link.")).OrderBy(e => e.Id).ToListAsync()
        );
        log.Select(e => e.Action).ShouldBe([AdminActs.CalendarLinkMade, AdminActs.CalendarLinkMade, AdminActs.CalendarLinkRevoked]);
        log.ShouldAllBe(e => !e.Details.Contains(secret), "the secret is nowhere in the record");
    }

    [Fact]
    public async Task Address_NeedsNoSignIn_AnswersUnchangedAsSuch_AndIsGoneWhenThePersonIs()
    {
        await using var server = await ConsoleServer.StartAsync();
        string secret;
        await using (var scope = server.Services.CreateAsyncScope())
            secret = (await scope.ServiceProvider.GetRequiredService<CalendarFeed>().MakeAsync(Ueda)).Value;
        using var client = new HttpClient { BaseAddress = new(server.Address) };
        var cancel = TestContext.Current.CancellationToken;
        using var found = await client.GetAsync(CalendarFeed.PathOf(secret), cancel);
        (found.StatusCode, found.Content.Headers.ContentType!.MediaType, found.Headers.CacheControl!.MaxAge).ShouldBe(
            (HttpStatusCode.OK, "text/calendar", TimeSpan.FromMinutes(5))
        );
        (await found.Content.ReadAsStringAsync(cancel)).ShouldStartWith("BEGIN:VCALENDAR");

        using var again = new HttpRequestMessage(HttpMethod.Get, CalendarFeed.PathOf(secret));
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(found.Headers.ETag!.ToString()));
        using var unchanged = await client.SendAsync(again, cancel);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        // Dates alone prove nothing: an absence changes the shifts and leaves no date behind.
        using var byDate = new HttpRequestMessage(HttpMethod.Get, CalendarFeed.PathOf(secret));
        byDate.Headers.IfModifiedSince = server.Time.GetUtcNow().AddMinutes(1);
        using (var absences = server.Services.CreateScope())
        {
            var now = Instant.FromDateTimeOffset(server.Time.GetUtcNow());
            var away = new SaveAbsence(null, 0, DemoPeople.Ueda.Id, now, now + Duration.FromDays(2), null);
            (await absences.ServiceProvider.GetRequiredService<AbsenceHandlers>().HandleAsync(away, Mori)).IsOk.ShouldBeTrue();
        }

        using var since = await client.SendAsync(byDate, cancel);
        since.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await since.Content.ReadAsStringAsync(cancel)).ShouldNotBe(await found.Content.ReadAsStringAsync(cancel));
        using var forged = await client.GetAsync(CalendarFeed.PathOf(new string('A', 43)), cancel);
        forged.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using (var db = await server.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync(cancel))
            await db
                .Users.Where(u => u.Id == DemoPeople.Ueda.Id)
                .ExecuteUpdateAsync(u => u.SetProperty(p => p.LockoutEnd, DateTimeOffset.MaxValue), cancel);
        await server.Services.GetRequiredService<PeopleDirectory>().ReloadAsync(cancel);
        using var gone = await client.GetAsync(CalendarFeed.PathOf(secret), cancel);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> WriteAsync(RotaHost rota, DemoPerson person, string language)
    {
        using (MailWords.Speak(language))
            return await rota.DoAsync<FeedWriter, string>(w => Task.FromResult(w.Write(person.Id, Instant.FromUtc(2027, 1, 1, 0, 0))));
    }

    private static Task<T> DoAsync<T>(RotaHost rota, Func<CalendarFeed, Task<T>> act) => rota.DoAsync(act);
}
