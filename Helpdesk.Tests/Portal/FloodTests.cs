using System.Net;
using AngleSharp.Html.Dom;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Guard;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Portal;

/// <summary>Whoever floods the form pays alone: neither the queue nor the disk notices.</summary>
public sealed class FloodTests : IAsyncLifetime
{
    private ConsoleServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ConsoleServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task TenThousandPostsFromOneAddress_NeitherStopTheQueueNorFillTheDisk()
    {
        using var visitor = new ConsoleVisitor(_server.Address);
        using var page = await visitor.OpenAsync("/support/new");
        List<KeyValuePair<string, string>> fields =
        [
            .. page
                .Forms.Single()
                .QuerySelectorAll("input[type=hidden]")
                .OfType<IHtmlInputElement>()
                .Select(i => KeyValuePair.Create(i.Name!, i.Value)),
        ];
        fields.AddRange([
            new("userKind", "Other"),
            new("contactName", new string('x', 4000)),
            new("email", "flood@evil.example"),
            new("go", "next"),
        ]);
        var before = SizeOf(_server.DataDirectory);
        using var flood = new HttpClient(
            new SocketsHttpHandler
            {
                UseCookies = false,
                AllowAutoRedirect = false,
                MaxConnectionsPerServer = 32,
            }
        )
        {
            BaseAddress = new(_server.Address),
        };
        flood.DefaultRequestHeaders.Add("Cookie", visitor.CookieHeader);
        var answers = new int[600];
        var over = false;
        var turns = 0;
        var colleague = Task.Run(
            async () =>
            {
                using var caller = new ApiCaller(_server.Address, Helpdesk.Web.Platform.Identity.DemoPeople.ApiKey, "en");
                while (!Volatile.Read(ref over))
                {
                    (await caller.GetAsync("/api/v1/queue?view=Now&take=20")).ShouldBeOk();
                    await caller.OpenAsync();
                    turns++;
                }
            },
            TestContext.Current.CancellationToken
        );

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 10_000),
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (_, cancellation) =>
            {
                using var content = new FormUrlEncodedContent(fields);
                using var answer = await flood.PostAsync("/support/new", content, cancellation);
                Interlocked.Increment(ref answers[(int)answer.StatusCode]);
            }
        );
        Volatile.Write(ref over, true);
        await colleague;

        answers[(int)HttpStatusCode.TooManyRequests].ShouldBeGreaterThanOrEqualTo(10_000 - 60);
        answers.Sum().ShouldBe(10_000);
        // Counted, not timed: how fast the machine is says nothing about the console.
        turns.ShouldBeGreaterThan(10, "colleagues work on");
        await using var db = await _server
            .Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await db.PortalDrafts().CountAsync(TestContext.Current.CancellationToken)).ShouldBeLessThanOrEqualTo(60);
        (await db.Cases.CountAsync(c => c.Contact.Email == "flood@evil.example", TestContext.Current.CancellationToken)).ShouldBe(0);
        // What colleagues opened meanwhile is in it too, and the log of the database, which is folded in later.
        (SizeOf(_server.DataDirectory) - before).ShouldBeLessThan(40L * 1024 * 1024);
        // A minute later the address may write again.
        _server.Time.Advance(TimeSpan.FromMinutes(1));
        using var again = new FormUrlEncodedContent(fields);
        using var taken = await flood.PostAsync("/support/new", again, TestContext.Current.CancellationToken);
        taken.StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Trap_FilledIn_BelievesItWasHeard_AndLeavesNothing()
    {
        using var visitor = new ConsoleVisitor(_server.Address);
        using var page = await visitor.OpenAsync("/support/new");
        List<KeyValuePair<string, string>> fields =
        [
            .. page
                .Forms.Single()
                .QuerySelectorAll("input[type=hidden]")
                .OfType<IHtmlInputElement>()
                .Select(i => KeyValuePair.Create(i.Name!, i.Value)),
        ];
        fields.AddRange([
            new("userKind", "Other"),
            new("contactName", "Bot"),
            new("email", "bot@evil.example"),
            new("website", "http://evil.example"),
            new("go", "next"),
        ]);
        using var content = new FormUrlEncodedContent(fields);

        using var answer = await visitor.PostAsync("/support/new", content);

        answer.Headers.Location!.ToString().ShouldEndWith("/support/sent");
        await using var db = await _server
            .Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await db.PortalDrafts().AnyAsync(d => d.Email == "bot@evil.example", TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task AnotherSite_CannotWriteForAVisitor_AndAFormTooLargeIsTurnedAwayUnread()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(_server.Address) };
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/support/keep/Who")
        {
            Content = new FormUrlEncodedContent([new("contactName", "x")]),
        };
        forged.Headers.Add("Origin", "https://evil.example");
        (await http.SendAsync(forged, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var plain = new FormUrlEncodedContent([new("contactName", "x")]);
        using var refused = await http.PostAsync("/support/new", plain, TestContext.Current.CancellationToken);
        (refused.StatusCode, refused.Headers.Location?.ToString()).ShouldBe(
            (HttpStatusCode.Found, "/support/new?stale=1"),
            "no antiforgery token"
        );
        (await http.GetStringAsync(refused.Headers.Location, TestContext.Current.CancellationToken)).ShouldContain("nothing was sent");
    }

    [Fact]
    public void Limits_FillUpEvenly_AndRememberNoMoreThanTheyMay()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var counts = new RateLimits(time);
        var limits = new PortalLimits(Microsoft.Extensions.Options.Options.Create(new PortalOptions { PostsPerMinute = 10 }), counts);
        Enumerable.Range(0, 12).Count(_ => limits.TryTake(LimitKind.Post, "a")).ShouldBe(10);
        time.Advance(TimeSpan.FromSeconds(6.1));
        limits.TryTake(LimitKind.Post, "a").ShouldBeTrue();
        limits.TryTake(LimitKind.Post, "a").ShouldBeFalse();
        for (var i = 0; i < RateLimits.MostKeys * 2; i++)
            limits.TryTake(LimitKind.Post, "k" + i);
        counts.Keys.ShouldBeLessThanOrEqualTo(RateLimits.MostKeys);
    }

    private static long SizeOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
}
