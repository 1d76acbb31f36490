using System.Globalization;

namespace Helpdesk.Tests.Bench;

/// <summary>Options behind the names: <c>bench queue --cases 500 --seconds 20</c>.</summary>
internal sealed class BenchOptions(IReadOnlyDictionary<string, string> values)
{
    public static BenchOptions None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    public string Text(string name, string otherwise) => values.GetValueOrDefault(name, otherwise);

    /// <summary>The console to measure: <c>--program</c> names a published Helpdesk.Web.dll; null is the one built here.</summary>
    public string? Program => values.GetValueOrDefault("program");

    /// <exception cref="FormatException">The value is no whole number.</exception>
    public int Number(string name, int otherwise) =>
        values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Splits arguments into names and <c>--name value</c> pairs; a pair without a value counts as <c>true</c>.</summary>
    public static (IReadOnlyList<string> Names, BenchOptions Options) Parse(IReadOnlyList<string> args)
    {
        List<string> names = [];
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                names.Add(args[i]);
            else if (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                values[args[i][2..]] = args[++i];
            else
                values[args[i][2..]] = "true";
        }

        return (names, new BenchOptions(values));
    }
}
