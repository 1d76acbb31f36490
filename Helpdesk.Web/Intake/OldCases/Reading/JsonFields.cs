using System.Globalization;
using System.Text.Json;
using Helpdesk.Domain.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>Reads the fields of a JSON object and gathers what is wrong with them, each by its path.</summary>
internal sealed class JsonFields(JsonElement from, string path, List<Error> errors)
{
    private const int LongestShown = 80;

    public JsonElement Element => from;

    public bool Has(string name) => from.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Refuses fields of other names than these.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var property in from.EnumerateObject())
        {
            if (!names.Contains(property.Name))
                errors.Add(new("old-case.field-unknown", PathOf(property.Name), property.Name, string.Join(", ", names)));
        }
    }

    /// <summary>A text; null when it is missing or is none, which is then an error.</summary>
    public string? Text(string name)
    {
        if (!Has(name))
            return null;
        var value = from.GetProperty(name);
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Bad(name, value, "a text in quotes");
        return null;
    }

    /// <summary>A number or a text, as a text: help desks write numbers of cases either way.</summary>
    public string? Number(string name) =>
        !Has(name) ? null
        : from.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText()
        : Text(name);

    public bool? Truth(string name)
    {
        if (!Has(name))
            return null;
        var value = from.GetProperty(name);
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Bad(name, value, "true or false");
        return null;
    }

    /// <summary>An instant with a zone, e.g. <c>2024-03-01T09:12:00Z</c> or <c>2024-03-01T18:12:00+09:00</c>.</summary>
    public Instant? At(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (OffsetDateTimePattern.ExtendedIso.Parse(text.Trim()) is { Success: true, Value: var at })
            return at.ToInstant();
        Bad(name, from.GetProperty(name), "a time with its zone, e.g. 2024-03-01T09:12:00Z");
        return null;
    }

    /// <summary>One of the words of an enumeration.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var word) && Enum.IsDefined(word) && !char.IsAsciiDigit(text[0]))
            return word;
        Bad(name, from.GetProperty(name), string.Join(", ", Enum.GetNames<T>()));
        return null;
    }

    /// <summary>An object; null when it is missing.</summary>
    public JsonFields? Object(string name)
    {
        if (!Has(name))
            return null;
        var value = from.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Object)
            return new(value, PathOf(name), errors);
        Bad(name, value, "an object in {}");
        return null;
    }

    /// <summary>The objects of a list; none when it is missing.</summary>
    public IReadOnlyList<JsonFields> Objects(string name) =>
        [
            .. List(name, JsonValueKind.Object, "a list of objects, [{}, {}]")
                .Select((value, place) => new JsonFields(value, At(PathOf(name), place), errors)),
        ];

    /// <summary>The texts of a list; none when it is missing.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        [.. List(name, JsonValueKind.String, "a list of texts, [\"…\", \"…\"]").Select(v => v.GetString()!)];

    public void Bad(string name, JsonElement value, string expected) =>
        errors.Add(new("old-case.value-bad", PathOf(name), Shown(value), expected));

    private IReadOnlyList<JsonElement> List(string name, JsonValueKind kind, string expected)
    {
        if (!Has(name))
            return [];
        var list = from.GetProperty(name);
        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(v => v.ValueKind == kind))
            return [.. list.EnumerateArray()];
        Bad(name, list, expected);
        return [];
    }

    private static string At(string list, int place) => string.Create(CultureInfo.InvariantCulture, $"{list}[{place}]");

    private static string Shown(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Undefined => "",
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };
        return text.Length > LongestShown ? text[..(LongestShown - 1)] + "…" : text;
    }

    private string PathOf(string name) => path.Length == 0 ? name : path + "." + name;
}
