using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Composition;
using Helpdesk.Web.People;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;

namespace Helpdesk.Tests.People;

/// <summary>The identity room on a real SQLite file, with a clock of its own and a small API to knock at.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _keep;

    private IdentityHost(WebApplication app, string directory, FakeTimeProvider time, bool keep) =>
        (_app, Directory, Time, _keep) = (app, directory, time, keep);

    public string Directory { get; }

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => _app.Services;

    public ApiKeyService Keys => Services.GetRequiredService<ApiKeyService>();

    public SetupLink Link => Services.GetRequiredService<SetupLink>();

    /// <param name="directory">An earlier host's folder, to start on its data; else a new one.</param>
    /// <param name="keep">Leave the folder for the next host.</param>
    public static async Task<IdentityHost> StartAsync(bool demo = false, string? directory = null, bool keep = false)
    {
        directory ??= System.IO.Directory.CreateTempSubdirectory("helpdesk-identity-").FullName;
        MigratedDatabase.LayInto(directory);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Test", ContentRootPath = directory });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Data:Directory"] = directory,
                ["Demo:Enabled"] = demo ? "true" : "false",
                ["Demo:HistoryWeeks"] = "0",
            }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        AddServices(builder, time);
        var app = builder.Build();
        Map(app);
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync())
            await db.Database.EnsureCreatedAsync();
        await app.Services.EnsureIdentityAsync(CancellationToken.None);
        await app.StartAsync();
        return new IdentityHost(app, directory, time, keep);
    }

    public Task<HelpdeskDb> OpenAsync() => Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();

    public HttpClient Client() => _app.GetTestClient();

    /// <summary>Runs <paramref name="act"/> with a service of one request.</summary>
    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_keep)
            return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static void AddServices(WebApplicationBuilder builder, FakeTimeProvider time)
    {
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IClock>(time.ToClock());
        builder.Services.AddWords();
        builder.AddHelpdeskData();
        builder.AddHelpdeskIdentity();
        builder.AddPeople();
        builder.Services.Configure<RequestLocalizationOptions>(o =>
            o.SetDefaultCulture("en").AddSupportedCultures("en", "ja").AddSupportedUICultures("en", "ja")
        );
    }

    private static void Map(WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHelpdeskAccount();
        app.MapPost(
                "/test/sign-in",
                async (string user, string password, PersonSignIn signIn) =>
                    (await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true)).ToString()
            )
            .AllowAnonymous();
        app.MapGet("/page", () => "a page");
        var api = app.MapGroup("/api/v1").AddEndpointFilter<SameOriginGuard>();
        api.MapMethods("/work", ["GET", "POST"], (HttpContext context) => context.User.ToActor().Name)
            .RequireAuthorization(Policies.WorkCases);
        api.MapGet("/boss", () => "boss").RequireAuthorization(Policies.Administer);
    }
}
