using Helpdesk.Web.Composition;
using Helpdesk.Web.Portal;
using Helpdesk.Web.Portal.Guard;
using Helpdesk.Web.Queue;
using Helpdesk.Web.ServiceLevels;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web;

/// <summary>Builds the console; Program runs it, tests start it on a port of their own.</summary>
public static class HelpdeskApp
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ApplicationName = typeof(HelpdeskApp).Assembly.GetName().Name,
                // The root appsettings.json is copied beside the program; `dotnet run` would
                // look for it in the project folder and silently go without.
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.UseBuiltStaticAssets();
        configure?.Invoke(builder);
        var programme = builder.BeginSupportProgramme();
        builder.AddPlatform();
        builder.AddAreas();
        builder.AddScheduling();
        builder.AddSupportProgramme(programme);
        var app = builder.Build();
        app.UseTrustedProxies();
        app.UseApiErrors();
        app.UseHelpdeskConsole();
        app.UsePortalGuard();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHelpdeskAccount();
        app.MapHelpdeskApi();
        app.MapAreas();
        app.MapQueueHub();
        app.MapHelpdeskConsole();
        return app;
    }

    /// <summary>Brings the database up to date, seeds what must be there and starts to listen; the feed fills itself meanwhile.</summary>
    public static async Task StartHelpdeskAsync(this WebApplication app, CancellationToken cancellation = default)
    {
        // Before anything is written: a wrong setting stops the start with nothing half done.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await app.Services.PrepareDatabaseAsync(cancellation);
        await app.StartAsync(cancellation);
    }
}
