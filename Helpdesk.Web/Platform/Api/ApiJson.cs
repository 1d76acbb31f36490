using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Platform.Api;

/// <summary>A value that is JSON but not what the field takes; carries the refusal, the serializer adds the path.</summary>
public sealed class BadValueException(string code, params object?[] args) : JsonException(code)
{
    public Error ToError() => new(ErrorKind.Malformed, Message, Field(Path), args);

    /// <summary><c>$.items[3].openedAt</c> → <c>items[3].openedAt</c>.</summary>
    public static string? Field(string? path) =>
        path is null or "$" ? null
        : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..]
        : path;
}

/// <summary>
/// How the HTTP API reads and writes JSON: names in camelCase, words for enums,
/// instants with any offset in and UTC out, unknown fields refused.
/// </summary>
public static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WordEnumFactory());
        options.Converters.Add(new OffsetInstantJson());
        options.Converters.Add(new LocalDateJson());
        options.Converters.Add(new DurationJson());
        options.Converters.Add(new ValueListJson());
        return options;
    }
}

/// <summary>Reads ISO 8601 date and time with any offset.</summary>
public static class IsoInstant
{
    private static readonly IPattern<OffsetDateTime>[] Patterns =
    [
        OffsetDateTimePattern.ExtendedIso,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<+HHmm>"),
    ];

    public static Instant? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40)
            return null;
        foreach (var pattern in Patterns)
        {
            if (pattern.Parse(text) is { Success: true } parsed)
                return ToInstant(parsed.Value);
        }

        return null;
    }

    // At the ends of the calendar the offset may lead out of it; the wall time is as far beyond every horizon, and throws nothing.
    private static Instant ToInstant(OffsetDateTime at) =>
        at.Year is > -9998 and < 9999 ? at.ToInstant() : at.LocalDateTime.InUtc().ToInstant();

    public static string Format(Instant at) => InstantPattern.ExtendedIso.Format(at);
}

internal sealed class OffsetInstantJson : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return IsoInstant.Parse(text) ?? throw new BadValueException("instant.bad", text ?? reader.TokenType.ToString());
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoInstant.Format(value));
}

/// <summary>Enums as their words, any case; numbers and unknown words are refused with the list of words.</summary>
internal sealed class WordEnumFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(WordEnum<>).MakeGenericType(typeToConvert))!;

    private sealed class WordEnum<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            return ApiWords.Parse<T>(text)
                ?? throw new BadValueException("enum.unknown", text ?? reader.TokenType.ToString(), ApiWords.List<T>());
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}

/// <summary>The words of an enum as the API knows them.</summary>
public static class ApiWords
{
    public static T? Parse<T>(string? text)
        where T : struct, Enum =>
        text is { Length: > 0 }
        && !char.IsAsciiDigit(text[0])
        && text[0] != '-'
        && !text.Contains(',', StringComparison.Ordinal)
        && Enum.TryParse<T>(text, ignoreCase: true, out var value)
        && Enum.IsDefined(value)
            ? value
            : null;

    public static string List<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());

    /// <summary>Version from an If-Match header: <c>"5"</c>, <c>W/"5"</c> or a bare 5.</summary>
    public static bool TryVersion(string? header, out int? version)
    {
        version = null;
        if (string.IsNullOrWhiteSpace(header) || header.Trim() == "*")
            return true;
        var bare = header.Trim();
        if (bare.StartsWith("W/", StringComparison.OrdinalIgnoreCase))
            bare = bare[2..];
        if (!int.TryParse(bare.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        version = number;
        return true;
    }
}
