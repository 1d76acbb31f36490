using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Platform.Localization;

/// <summary>Marks words of an area that are asked for as words of <typeparamref name="TWhole"/>: it keeps its own terms.</summary>
public interface IPartOf<TWhole>;

/// <summary>One set of words whose parts lie with the areas they belong to; a key is looked up in the part that has it.</summary>
public sealed class PartsLocalizer<TWhole> : IStringLocalizer<TWhole>
{
    private readonly IStringLocalizer _own;
    private readonly FrozenDictionary<string, IStringLocalizer> _parts;

    public PartsLocalizer(IStringLocalizerFactory factory)
    {
        _own = factory.Create(typeof(TWhole));
        _parts = Parts
            .Select(factory.Create)
            .SelectMany(part => Keys(part).Select(key => (key, part)))
            .ToFrozenDictionary(pair => pair.key, pair => pair.part, StringComparer.Ordinal);
    }

    /// <summary>The markers of the parts; a test holds that no two have the same key.</summary>
    public static IReadOnlyList<Type> Parts { get; } =
    [.. typeof(TWhole).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IPartOf<TWhole>)) && type.IsClass)];

    public LocalizedString this[string name] => PartOf(name)[name];

    public LocalizedString this[string name, params object[] arguments] => PartOf(name)[name, arguments];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        _parts.Values.Distinct().Append(_own).SelectMany(part => part.GetAllStrings(includeParentCultures));

    private IStringLocalizer PartOf(string name) => _parts.GetValueOrDefault(name, _own);

    // The neutral file has every key; a start in Japan must not find fewer.
    private static List<string> Keys(IStringLocalizer part)
    {
        var reader = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            return [.. part.GetAllStrings(includeParentCultures: false).Select(word => word.Name)];
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}

/// <summary>Registers the words of the console.</summary>
public static class WordsSetup
{
    public static IServiceCollection AddWords(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<IStringLocalizer<DomainText>, PartsLocalizer<DomainText>>();
        return services.AddSingleton<IStringLocalizer<ErrorText>, PartsLocalizer<ErrorText>>();
    }
}
