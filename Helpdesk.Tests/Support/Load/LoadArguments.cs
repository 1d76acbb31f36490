using System.Globalization;

namespace Helpdesk.Tests.Support.Load;

/// <summary>Reads <see cref="LoadOptions"/> from a command line.</summary>
internal static class LoadArguments
{
    public const string Usage = """
        load: opens Blazor Server circuits against a running console and measures what live updates cost.

          --base URL            where it listens (http://127.0.0.1:5080)
          --path PATH           page each circuit opens (/)
          --n N                 circuits (10)
          --secs S              seconds to measure (10)      --settle S   seconds to wait before (3)
          --pid PID             server process, for CPU % and memory
          --login PATH --user U --password P                 sign in with the form there
          --poke 'POST /api/v1/cases/{case}/note'            a request that changes something on screen
          --body '{"text":"{poke}"}'                         its JSON; the text {poke} must come to show on the page
          --header 'Name: value'                             its headers (repeatable)
          --rate R              pokes a second (1)
          --cases FILE          one {case} a line, taken in turn
          --height PX           window height Virtualize is told (900)
          --answer 'name=JSON'  answer to a JS call (repeatable)
        """;

    /// <exception cref="FormatException">An option is unknown, lacks its value, or has
    /// one that is no number where a number belongs.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> args)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count)
                throw new FormatException(args[i] + " has no value.");
            options = With(options, args[i], args[i + 1]);
        }

        return options.Poke?.Contains("{case}", StringComparison.Ordinal) == true && options.Cases.Count == 0
            ? throw new FormatException("--poke names {case}; say which with --cases FILE.")
            : options;
    }

    private static LoadOptions With(LoadOptions options, string name, string value) =>
        name switch
        {
            "--base" => options with { Base = value.TrimEnd('/') },
            "--path" => options with { Path = value },
            "--n" => options with { Circuits = Number(value) },
            "--secs" => options with { Seconds = Number(value) },
            "--settle" => options with { Settle = Number(value) },
            "--pid" => options with { ProcessId = Number(value) },
            "--login" => options with { Login = value },
            "--user" => options with { User = value },
            "--password" => options with { Password = value },
            "--poke" => options with { Poke = value },
            "--body" => options with { Body = value },
            "--header" => options with { Headers = [.. options.Headers, value] },
            "--rate" => options with { Rate = double.Parse(value, CultureInfo.InvariantCulture) },
            "--cases" => options with { Cases = [.. File.ReadLines(value).Where(line => line.Length > 0)] },
            "--height" => options with { Height = Number(value) },
            "--answer" => options with
            {
                Answers = new Dictionary<string, string>(options.Answers, StringComparer.Ordinal)
                {
                    [Before(value)] = value[(Before(value).Length + 1)..],
                },
            },
            _ => throw new FormatException($"There is no option {name}."),
        };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Before(string value) =>
        value.IndexOf('=') is > 0 and var at ? value[..at] : throw new FormatException("--answer takes name=JSON, not " + value);
}
