using Helpdesk.Web.Intake.OldCases.Command;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Composition;

/// <summary>Starts as much of the console as <c>import-cases</c> needs: the database and the rooms, no screens and no jobs.</summary>
public static class ImportCasesStart
{
    private const int NotDone = 2;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (ImportCasesArguments.Parse(arguments) is not { } what)
        {
            await errors.WriteLineAsync(ImportCasesArguments.Usage);
            return NotDone;
        }

        try
        {
            await using var app = HelpdeskApp.Build(["--Logging:LogLevel:Default=Warning", .. what.Settings]);
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.Services.PrepareDatabaseAsync(CancellationToken.None);
            return await app.Services.GetRequiredService<ImportCasesCommand>().RunAsync(what, output, errors, CancellationToken.None);
        }
        catch (Exception exception) when (WrongSettings.In(exception) is { } wrong)
        {
            foreach (var failure in wrong)
                await errors.WriteLineAsync(failure);
            return NotDone;
        }
    }
}
