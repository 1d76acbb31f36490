using Helpdesk.Web;
using Helpdesk.Web.Composition;
using Helpdesk.Web.Customers.Import.Ways;
using Helpdesk.Web.Intake.OldCases.Command;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Search;
using Microsoft.Extensions.Options;

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
    var app = HelpdeskApp.Build(args);
    await app.StartHelpdeskAsync();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (InvalidOperationException wrong) when (wrong.Source == "Microsoft.Extensions.Configuration.Binder")
{
    await Console.Error.WriteLineAsync("The console does not start. Mend this setting in appsettings.json:");
    await Console.Error.WriteLineAsync("  - " + wrong.Message + " Write true or false for a Boolean, digits for a number.");
    return 2;
}
catch (OptionsValidationException wrong)
{
    // A wrong setting is the reader's to mend: the key and the way out, not a stack trace.
    await Console.Error.WriteLineAsync("The console does not start. Mend these settings in appsettings.json:");
    foreach (var failure in wrong.Failures)
        await Console.Error.WriteLineAsync("  - " + failure);
    return 2;
}
