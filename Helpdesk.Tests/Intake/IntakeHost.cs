using System.Security.Claims;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web;
using Helpdesk.Web.Composition;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Intake;

/// <summary>The console's own services on a real SQLite file with the demo's records; it does not listen.</summary>
public sealed class IntakeHost : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "helpdesk-intake-" + Guid.NewGuid().ToString("N"));
    private WebApplication _app = null!;

    public IServiceProvider Services => _app.Services;

    public string Attachments => Path.Combine(_folder, "attachments");

    public static ClaimsPrincipal Agent { get; } = Principal(Roles.Engineer);

    public static ClaimsPrincipal Nobody { get; } = Principal("Visitor");

    /// <summary>A request that every rule accepts, for a licence with a running Standard contract.</summary>
    public static OpenCaseRequest Good { get; } =
        new()
        {
            UserKind = UserKind.Business,
            ContactName = "山本 健一",
            Email = "k.yamamoto@daiwa-seiki.example",
            Language = "ja",
            Product = "SPX-SERVER",
            ProductVersion = "5.2.7",
            SerialNumber = "SP-1000-7300",
            RequestType = RequestType.TechnicalHelp,
            Severity = Severity.High,
            Subject = "Backup fails",
            Description = "It fails every night.",
            Consent = true,
        };

    public async ValueTask InitializeAsync()
    {
        MigratedDatabase.LayInto(_folder);
        _app = HelpdeskApp.Build(
            [],
            builder =>
                builder.Configuration.AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["Data:Directory"] = _folder,
                        ["Demo:Enabled"] = "true",
                        ["Demo:HistoryWeeks"] = "0",
                    }
                )
        );
        await _app.Services.PrepareDatabaseAsync(TestContext.Current.CancellationToken);
        // The queue is read on a thread of its own; the folder must not go from under it.
        await _app.Services.GetRequiredService<CaseFeed>().Loaded.WaitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    public async Task<T> ReadAsync<T>(Func<HelpdeskDb, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return await read(db);
    }

    private static ClaimsPrincipal Principal(string role) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()),
                    new Claim(PersonClaims.DisplayName, "Kato Kenta"),
                    new Claim(ClaimTypes.Role, role),
                ],
                "test"
            )
        );
}
