using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Intake.OldCases.Command;
using Helpdesk.Web.Intake.OldCases.Writing;
using Helpdesk.Web.Search;

namespace Helpdesk.Web.Intake.OldCases;

/// <summary>Cases of other help desks: the command that moves them in, and the way from their old numbers.</summary>
public static class OldCasesSetup
{
    public static void AddOldCases(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<OldCaseWords>();
        services.AddSingleton<OldCasePreparing>();
        services.AddSingleton<OldCaseFiles>();
        services.AddSingleton<OldCaseWriter>();
        services.AddSingleton<OldCaseRunEnd>();
        services.AddSingleton<OldCaseRun>();
        services.AddSingleton(s => new ImportCasesCommand(
            s.GetRequiredService<OldCaseRun>(),
            s.GetRequiredService<OldCaseRunEnd>(),
            s.GetRequiredService<OldCaseWords>(),
            s.GetRequiredService<ImportFiles>(),
            s.GetRequiredService<SearchUpkeep>()
        ));
        services.AddSingleton<OldNumberQuery>();
    }
}
