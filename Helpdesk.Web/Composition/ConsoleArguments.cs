using Helpdesk.Web.Customers.Import.Ways;
using Helpdesk.Web.Intake.OldCases.Command;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Search;

namespace Helpdesk.Web.Composition;

/// <summary>
/// What stands on the command line when no command comes first: settings alone. A mistyped command would otherwise start a console
/// where somebody meant to look at one.
/// </summary>
public static class ConsoleArguments
{
    private static readonly string[] Commands =
    [
        CheckCommand.Command,
        ImportCommand.Name,
        ImportCasesCommand.Name,
        VerifyAudit.Command,
        RebuildSearch.Command,
        DropDemoCommand.Command,
    ];

    /// <returns>What is wrong and the way out; null when there are settings alone.</returns>
    public static string? Wrong(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument != "--" && argument is ['-' or '/', ..])
                // "--Data:Directory=/data" is whole, "--Data:Directory /data" takes the next.
                i += argument.Contains('=', StringComparison.Ordinal) ? 0 : 1;
            else if (argument == "--" || !argument.Contains('=', StringComparison.Ordinal))
                return $"\"{argument}\" is neither a setting (--Section:Name=value) nor, in first place, a command. "
                    + $"Commands: {string.Join(", ", Commands)}; settings come after them.";
        }

        return null;
    }
}
