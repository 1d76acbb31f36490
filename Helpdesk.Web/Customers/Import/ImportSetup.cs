using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Customers.Import.Ways;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Customers.Import;

/// <summary>Records that come in by files: read, looked at, applied, taken back.</summary>
public static class ImportSetup
{
    public static void AddImport(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ImportOptions>().BindSettings(ImportOptions.Section);
        services.AddSingleton<IValidateOptions<ImportOptions>, ImportOptionsCheck>();
        services.AddSingleton<ImportKinds>();
        services.AddSingleton<ImportFiles>();
        services.AddSingleton<ImportDryRun>();
        services.AddSingleton<ImportBatch>();
        services.AddSingleton<ImportEnd>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton<ImportUndo>();
        services.AddSingleton<ImportSignal>();
        services.AddSingleton<ImportDesk>();
        services.AddSingleton<ImportOrders>();
        services.AddSingleton<ImportsQuery>();
        services.AddSingleton<ImportReport>();
        services.AddSingleton<ImportWait>();
        services.AddSingleton<ImportStream>();
        services.AddSingleton<ImportCommand>();
        services.AddSingleton<IContactData, ImportContactData>();
        services.AddScoped<ImportHandlers>();
        services.AddSingleton<ImportWorker>();
        services.AddHostedService(s => s.GetRequiredService<ImportWorker>());
        services.AddSingleton<ImportFolder>();
        services.AddHostedService(s => s.GetRequiredService<ImportFolder>());
    }
}
