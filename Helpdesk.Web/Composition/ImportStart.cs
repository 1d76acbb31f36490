using Helpdesk.Web.Customers.Import.Ways;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Composition;

/// <summary>Starts as much of the console as the command <c>import</c> needs: the database and the rooms, no screens and no jobs.</summary>
public static class ImportStart
{
    private const int Unreadable = 2;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (ImportCommand.Parse(arguments) is not { } what)
        {
            await errors.WriteLineAsync(
                "Name the file: import FILE [--kind products|versions|customers|contacts|contracts|licences] [--dry-run]"
            );
            return Unreadable;
        }

        try
        {
            // Only what goes wrong: the answer is for whoever typed the command, or for a script.
            await using var app = HelpdeskApp.Build(["--Logging:LogLevel:Default=Warning", .. what.Settings]);
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.Services.PrepareDatabaseAsync(CancellationToken.None);
            return await app.Services.GetRequiredService<ImportCommand>().RunAsync(what, output, errors, CancellationToken.None);
        }
        catch (Exception exception) when (WrongSettings.In(exception) is { } wrong)
        {
            foreach (var failure in wrong)
                await errors.WriteLineAsync(failure);
            return Unreadable;
        }
    }
}
