using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Platform.Validation;

/// <summary>
/// A key that no class of options has, or a value where a section or a list belongs, stops the start: the binder passes over both, and
/// the setting would be a silent default.
/// </summary>
public sealed class SettingsShape<TOptions>(IConfiguration configuration, string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var wrong = SettingsShape.Wrong(configuration.GetSection(section), typeof(TOptions)).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}

public static class SettingsShape
{
    /// <summary>Binds a section to its class, whose keys are then the only ones that the section may have.</summary>
    public static OptionsBuilder<TOptions> BindSettings<TOptions>(this OptionsBuilder<TOptions> options, string section)
        where TOptions : class
    {
        options.Services.AddSingleton<IValidateOptions<TOptions>>(services => new SettingsShape<TOptions>(
            services.GetRequiredService<IConfiguration>(),
            section
        ));
        return options.BindConfiguration(section).ValidateOnStart();
    }

    /// <summary>What stands in a section and cannot be taken, each with the way out.</summary>
    internal static IEnumerable<string> Wrong(IConfigurationSection section, Type options)
    {
        if (!string.IsNullOrEmpty(section.Value))
            yield return $"{section.Path} takes no value of its own, but is \"{section.Value}\": "
                + $"set {Keys(section, options)} (docs/settings.md).";
        foreach (var child in section.GetChildren())
        {
            var property = Settable(options).FirstOrDefault(p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            foreach (var one in property is null ? [Unknown(section, child, options)] : Wrong(child, property))
                yield return one;
        }
    }

    private static IEnumerable<string> Wrong(IConfigurationSection at, PropertyInfo property) =>
        property.PropertyType switch
        {
            var type when IsSection(type) => Wrong(at, type),
            var type when IsMany(type) => string.IsNullOrEmpty(at.Value)
                ? []
                : [$"{at.Path} takes a list, but is \"{at.Value}\": set {at.Path}:0, {at.Path}:1 and so on (docs/settings.md)."],
            _ => at.GetChildren().Any()
                ? [$"{at.Path} takes a single value, but {at.GetChildren().First().Path} is set: remove it (docs/settings.md)."]
                : [],
        };

    private static string Unknown(IConfigurationSection section, IConfigurationSection child, Type options) =>
        $"{child.Path} is no setting: remove it or correct its name. There are {Keys(section, options)} (docs/settings.md).";

    private static string Keys(IConfigurationSection section, Type options) =>
        string.Join(", ", Settable(options).Select(property => $"{section.Path}:{property.Name}"));

    // What has no setter is bound only where it can be filled: a list, or options inside options. The rest is computed.
    private static IEnumerable<PropertyInfo> Settable(Type options) =>
        options
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetSetMethod() is not null || IsMany(p.PropertyType) || IsSection(p.PropertyType));

    private static bool IsSection(Type type) => type.IsClass && type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static bool IsMany(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);
}
