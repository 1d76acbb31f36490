using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Platform.Data;

public sealed class InstantToTicks() : ValueConverter<Instant, long>(at => at.ToUnixTimeTicks(), ticks => Instant.FromUnixTimeTicks(ticks));

public sealed class DurationToSeconds()
    : ValueConverter<Duration, long>(d => (long)d.TotalSeconds, seconds => Duration.FromSeconds(seconds));

public sealed class LocalDateToText()
    : ValueConverter<LocalDate, string>(day => LocalDatePattern.Iso.Format(day), text => LocalDatePattern.Iso.Parse(text).Value);

public sealed class LocalTimeToText()
    : ValueConverter<LocalTime, string>(
        time => LocalTimePattern.ExtendedIso.Format(time),
        text => LocalTimePattern.ExtendedIso.Parse(text).Value
    );

/// <summary>How records are kept in a JSON column: short names, instants as ISO 8601, nothing lost on a round trip.</summary>
public static class StoredJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new InstantJson(), new LocalDateJson(), new DurationJson(), new ValueListJson() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OnlyFacts } },
    };

    // What the base class says of any event is no fact of it; JsonIgnore there does
    // not reach the overrides, and words would end up in the record.
    private static void OnlyFacts(JsonTypeInfo type)
    {
        if (!type.Type.IsAssignableTo(typeof(CaseEvent)))
            return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AttributeProvider is PropertyInfo property && typeof(CaseEvent).GetProperty(property.Name) is not null)
                type.Properties.RemoveAt(i);
        }
    }

    /// <summary>Keeps an immutable value as JSON text; equality is that of the text, so nothing is written when nothing changed.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
        where T : class? =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, Options),
            text => JsonSerializer.Deserialize<T>(text, Options)!,
            new ValueComparer<T>(
                (a, b) => ReferenceEquals(a, b) || Equals(a, b),
                value => value == null ? 0 : value.GetHashCode(),
                value => value
            )
        );
}

public sealed class InstantJson : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "").GetValueOrThrow();

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
}

public sealed class LocalDateJson : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LocalDatePattern.Iso.Parse(reader.GetString() ?? "").GetValueOrThrow();

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}

/// <summary>Durations travel as whole seconds where they are whole, with a fraction where not.</summary>
public sealed class DurationJson : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Duration.FromSeconds(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.TotalSeconds.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A list with a value is an array.</summary>
public sealed class ValueListJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ValueList<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<T[]>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
