namespace Helpdesk.Web.Administration.GetReady;

/// <summary>What tells administrators how far the house is; the areas add their checks to it.</summary>
public static class GetReadySetup
{
    public static void AddGetReady(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<GetReadyQuery>();
        services.AddSingleton<TryOutHandler>();
        services.AddSingleton<GetReadyWords>();
        services.AddSingleton<IReadinessCheck, BackupCheck>();
        services.AddSingleton<IReadinessCheck, DemoCheck>();
    }
}
