using Helpdesk.Web.Intake.OldCases.Reading;

namespace Helpdesk.Web.Intake.OldCases.Command;

/// <summary>What the command line asks for.</summary>
/// <param name="Form">Name of the file's form; null lets the first case tell.</param>
/// <param name="People">Files of users and organisations.</param>
/// <param name="Settings">What is left for the console, e.g. <c>--Data:Directory=…</c>.</param>
public sealed record ImportCasesArguments(string File, string? Form, OldCaseSettings Cases, IReadOnlyList<string> People, string[] Settings)
{
    /// <summary>How the command is called, for whoever called it otherwise.</summary>
    public const string Usage =
        "Name the file: import-cases FILE [--form own|zendesk|zammad] [--from NAME] [--product CODE] [--users FILE] "
        + "[--organizations FILE] [--product-field FIELD] [--version-field FIELD] [--serial-field FIELD] (docs/moving-in.md)";

    private static readonly string[] Options =
    [
        "--form",
        "--from",
        "--product",
        "--users",
        "--organizations",
        "--product-field",
        "--version-field",
        "--serial-field",
    ];

    /// <summary>Parts what the command takes from what the console takes; null when no file is named or an option has no value.</summary>
    public static ImportCasesArguments? Parse(IReadOnlyList<string> arguments)
    {
        var (file, found, settings) = ((string?)null, new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = arguments[i].Split('=', 2) is [var before, var after] ? (before, after) : (arguments[i], null);
            if (Options.Contains(name))
            {
                if (value is null && ++i >= arguments.Count)
                    return null;
                found[name] = value ?? arguments[i];
            }
            else if (arguments[i].StartsWith("--", StringComparison.Ordinal) || file is not null)
                settings.Add(arguments[i]);
            else
                file = arguments[i];
        }

        if (file is null)
            return null;
        var cases = new OldCaseSettings(
            found.GetValueOrDefault("--from"),
            found.GetValueOrDefault("--product"),
            found.GetValueOrDefault("--product-field"),
            found.GetValueOrDefault("--version-field"),
            found.GetValueOrDefault("--serial-field")
        );
        string?[] people = [found.GetValueOrDefault("--users"), found.GetValueOrDefault("--organizations")];
        return new(file, found.GetValueOrDefault("--form"), cases, [.. people.OfType<string>()], [.. settings]);
    }
}
