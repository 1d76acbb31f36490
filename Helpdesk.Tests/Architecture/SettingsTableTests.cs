using System.Reflection;
using System.Text.RegularExpressions;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Support;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Tests.Architecture;

/// <summary>docs/settings.md names every setting, and none that is not there.</summary>
public sealed partial class SettingsTableTests
{
    // Read by the framework, not by a class of options.
    private static readonly string[] OfTheFramework = ["Urls", "Logging:LogLevel:{category}"];

    // Whoever runs the console names what is in them; one row says what each entry has.
    private static readonly string[] Dictionaries =
    [
        "SupportProgramme:Calendars",
        "SupportProgramme:Targets",
        "SupportProgramme:TeamTargets",
    ];

    [Fact]
    public void Table_NamesEverySetting()
    {
        var settings = Settings().ToList();
        settings.Count.ShouldBeGreaterThan(50, "the scan finds them");
        settings.Except(Table()).ShouldBeEmpty("give each a row in docs/settings.md");
    }

    [Fact]
    public void Table_NamesNothingElse() =>
        Table().Except(Settings()).Except(OfTheFramework).ShouldBeEmpty("docs/settings.md names settings that no class of options has");

    [Fact]
    public void Table_NamesEachOnce() =>
        Rows().GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    /// <summary>The keys of the table; of a dictionary only its name.</summary>
    private static IEnumerable<string> Table() =>
        Rows().Select(key => Dictionaries.FirstOrDefault(name => key.StartsWith(name + ":", StringComparison.Ordinal)) ?? key);

    private static IEnumerable<string> Rows() =>
        FirstCell()
            .Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "settings.md")))
            .Select(match => match.Groups["key"].Value);

    private static IEnumerable<string> Settings() =>
        typeof(DataOptions)
            .Assembly.GetTypes()
            .Concat(typeof(ProgrammeOptions).Assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && SectionOf(type) is not null)
            .SelectMany(type => Keys(SectionOf(type)!, type));

    /// <summary>The section a class of options is bound to, e.g. <c>Mail</c>; null for one that lies inside another, or is none.</summary>
    private static string? SectionOf(Type type) =>
        type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as string;

    private static IEnumerable<string> Keys(string section, Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => Keys(section, property));

    // What has no setter is bound only where it can be filled: a list, or options inside options. The rest is computed.
    private static IEnumerable<string> Keys(string section, PropertyInfo property)
    {
        var (key, type) = ($"{section}:{property.Name}", property.PropertyType);
        if (IsInside(type))
            return Keys(key, type);
        return property.GetSetMethod() is not null || IsList(type) ? [key] : [];
    }

    private static bool IsInside(Type type) => type.IsClass && type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>);

    [GeneratedRegex(@"^\| `(?<key>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FirstCell();
}
