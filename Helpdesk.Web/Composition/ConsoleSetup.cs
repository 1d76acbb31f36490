using System.Globalization;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Shell;
using Microsoft.AspNetCore.Localization;
using MudBlazor;
using MudBlazor.Services;

namespace Helpdesk.Web.Composition;

/// <summary>The screens: Blazor, MudBlazor, languages, static files, health.</summary>
public static class ConsoleSetup
{
    public static void UseBuiltStaticAssets(this WebApplicationBuilder builder)
    {
        // Outside Development the static assets of packages are found only through this manifest, unless the console was published.
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, builder.Environment.ApplicationName + ".staticwebassets.runtime.json")))
            builder.WebHost.UseStaticWebAssets();
    }

    public static void AddHelpdeskConsole(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddWords();
        builder.Services.Configure<RequestLocalizationOptions>(o =>
        {
            string[] languages = ["en", "ja"];
            o.SetDefaultCulture("en").AddSupportedCultures(languages).AddSupportedUICultures(languages);
            o.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
            o.ApplyCurrentCultureToResponseHeaders = true;
        });
        builder.Services.AddScoped<DomainWords>();
        builder.Services.AddScoped<ErrorWords>();
        builder
            .Services.AddRazorComponents()
            .AddInteractiveServerComponents(o =>
            {
                o.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(5);
                o.DisconnectedCircuitMaxRetained = 200;
            });
        // Pasted logs exceed SignalR's 32 KB.
        builder
            .Services.AddSignalR(o => o.MaximumReceiveMessageSize = 1024 * 1024)
            // Hub clients read the same JSON as API clients: words for enums, ISO 8601 for instants.
            .AddJsonProtocol(o => ApiJson.Configure(o.PayloadSerializerOptions));
        builder.Services.AddMudServices(o =>
        {
            o.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.TopCenter;
            o.SnackbarConfiguration.PreventDuplicates = false;
            o.SnackbarConfiguration.VisibleStateDuration = 6000;
        });
        builder.Services.AddHealthChecks().AddCheck<ReadyCheck>("ready", tags: ["ready"]);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("en");
    }

    public static void UseHelpdeskConsole(this WebApplication app)
    {
        app.Use(SecurityHeadersAsync);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseRequestLocalization();
    }

    public static void MapHelpdeskConsole(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(Sockets);
    }

    // A changed row is 200 bytes; packing it costs each circuit a third of its memory and a tenth of the processor (docs/performance.md).
    private static void Sockets(Microsoft.AspNetCore.Components.Server.ServerComponentsEndpointOptions o) =>
        o.DisableWebSocketCompression = true;

    private static Task SecurityHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        // MudBlazor writes style attributes; scripts come from here alone.
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
            + "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
        return next(context);
    }
}
