using Helpdesk.Web;
using Helpdesk.Web.Composition;
using Helpdesk.Web.Customers.Import.Ways;
using Helpdesk.Web.Intake.OldCases.Command;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Search;

if (args is [VerifyAudit.Command, .. var settings])
    return VerifyAudit.Run(settings, Console.Out, Console.Error);
if (args is [RebuildSearch.Command, .. var where])
    return RebuildSearch.Run(where, Console.Out, Console.Error);
if (args is [ImportCommand.Name, .. var import])
    return await ImportStart.RunAsync(import, Console.Out, Console.Error);
if (args is [ImportCasesCommand.Name, .. var cases])
    return await ImportCasesStart.RunAsync(cases, Console.Out, Console.Error);

try
{
    if (args is [CheckCommand.Command, .. var house])
        return await CheckCommand.RunAsync(house, Console.Out, Console.Error);
    if (args is [DropDemoCommand.Command, .. var demo])
        return await DropDemoCommand.RunAsync(demo, Console.Out, Console.Error);
    if (ConsoleArguments.Wrong(args) is { } wrongArgument)
    {
        await Console.Error.WriteLineAsync(wrongArgument);
        return 2;
    }

    var app = HelpdeskApp.Build(args);
    await app.StartHelpdeskAsync();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception exception) when (WrongSettings.In(exception) is { } wrong)
{
    await Console.Error.WriteLineAsync("The console does not start. Mend these settings in appsettings.json:");
    foreach (var failure in wrong)
        await Console.Error.WriteLineAsync("  - " + failure);
    return 2;
}
