using Helpdesk.Web;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>All that the browser tests' server knows of the console's own names.</summary>
internal static class ConsoleUnderTest
{
    public const string SignInPath = "/account/login";
    public const string DemoPassword = DemoPeople.Password;

    public static Dictionary<string, string> Settings(string dataDirectory, bool withDemo) =>
        new(StringComparer.Ordinal)
        {
            [DataOptions.Section + ":Directory"] = dataDirectory,
            [DemoOptions.Section + ":Enabled"] = withDemo ? "true" : "false",
            // Weeks of closed cases take time to make; a test of reports asks for them.
            [DemoOptions.Section + ":HistoryWeeks"] = "0",
        };

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder> configure) => HelpdeskApp.Build(args, configure);

    /// <summary>Starts the console and waits until its queue has been read.</summary>
    public static async Task StartAsync(WebApplication app)
    {
        await app.StartHelpdeskAsync();
        await app.Services.GetRequiredService<CaseFeed>().Loaded;
    }

    /// <summary>Closes what the SQLite pool keeps open, so that the data directory can be deleted.</summary>
    public static void ReleaseFiles() => SqliteConnection.ClearAllPools();
}
