using System.Globalization;
using System.Text.Json;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Api;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>
/// Reads a batch's texts into the domain's values and collects every refusal under its path, such as <c>items[3].openedAt</c>.
/// </summary>
internal sealed class BatchReader
{
    public const int MaxItems = 10_000;
    private const int MaxCalendars = 20;
    private const int MaxErrors = 100;

    public List<Error> Errors { get; } = [];

    public bool IsFull => Errors.Count >= MaxErrors;

    public void Refuse(string code, string? field, params object?[] args) => Errors.Add(new Error(code, field, args));

    public void Refuse(ErrorKind kind, string code, string? field, params object?[] args) => Errors.Add(new Error(kind, code, field, args));

    public void Refuse(string item, IEnumerable<Error> errors) =>
        Errors.AddRange(errors.Select(e => e with { Field = e.Field is null ? item : item + "." + e.Field }));

    /// <summary>The items with their ids checked; null when the list itself will not do.</summary>
    public IReadOnlyList<T?>? Items<T>(BatchBody<T> body)
        where T : ItemBody
    {
        if (body.Items is null)
            Refuse("value.required", "items");
        else if (body.Items.Count > MaxItems)
            Refuse("batch.too-many", "items", body.Items.Count, MaxItems);
        else
            CheckIds(body.Items);
        return Errors.Count == 0 ? body.Items : null;
    }

    public IReadOnlyDictionary<string, BusinessCalendar> Calendars(Dictionary<string, CalendarBody?>? bodies)
    {
        var calendars = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal);
        if (bodies?.Count > MaxCalendars)
        {
            Refuse("batch.too-many", "calendars", bodies.Count, MaxCalendars);
            return calendars;
        }

        foreach (var (id, body) in bodies ?? [])
        {
            var field = "calendars." + id;
            if (string.IsNullOrWhiteSpace(body?.Zone))
            {
                Refuse("value.required", field + ".zone");
                continue;
            }

            var text = new CalendarText
            {
                Zone = body.Zone,
                Openings = body.Openings,
                Closed = [.. (body.Closed ?? []).Select(day => new ClosureText { From = day })],
            };
            var definition = text.ToDefinition(id);
            var compiled = definition.IsOk
                ? BusinessCalendar.Compile(definition.Value)
                : Result<BusinessCalendar>.Refuse(definition.Errors);
            if (compiled.IsOk)
                calendars[id] = compiled.Value;
            else
                // Callers write closed days as plain texts.
                Refuse(field, compiled.Errors.Select(e => e with { Field = e.Field?.Replace("].from", "]", StringComparison.Ordinal) }));
        }

        return calendars;
    }

    public Instant At(string? text, string field)
    {
        if (IsoInstant.Parse(text) is { } at)
            return at;
        if (string.IsNullOrWhiteSpace(text))
            Refuse("value.required", field);
        else
            Refuse(ErrorKind.Malformed, "instant.bad", field, text);
        return default;
    }

    public T Word<T>(string? text, string field)
        where T : struct, Enum
    {
        if (ApiWords.Parse<T>(text) is { } value)
            return value;
        if (string.IsNullOrWhiteSpace(text))
            Refuse("value.required", field);
        else
            Refuse(ErrorKind.Malformed, "enum.unknown", field, text, ApiWords.List<T>());
        return default;
    }

    public string Text(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            Refuse("value.required", field);
        return text ?? "";
    }

    public IReadOnlyList<Pause>? Pauses(IReadOnlyList<PauseBody?>? bodies, string item)
    {
        if (bodies is null || bodies.Count == 0)
            return null;
        var pauses = new Pause[bodies.Count];
        for (var i = 0; i < bodies.Count; i++)
            pauses[i] = new Pause(At(bodies[i]?.Start, $"{item}.pauses[{i}].start"), At(bodies[i]?.End, $"{item}.pauses[{i}].end"));
        return pauses;
    }

    public static string Path(int index) => string.Create(CultureInfo.InvariantCulture, $"items[{index}]");

    /// <summary>A text or a number of at most 200 characters; half a surrogate pair is no text and could not be sent back.</summary>
    private static bool IsId(JsonElement id, out string raw)
    {
        raw = id.GetRawText();
        if (raw.Length > 200 || id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            return false;
        try
        {
            return id.ValueKind == JsonValueKind.Number || id.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void CheckIds<T>(IReadOnlyList<T?> items)
        where T : ItemBody
    {
        var seen = new HashSet<string>(items.Count, StringComparer.Ordinal);
        for (var i = 0; i < items.Count && !IsFull; i++)
        {
            if (items[i]?.Id is not { } id || !IsId(id, out var raw))
                Refuse("value.required", Path(i) + ".id");
            else if (!seen.Add(raw))
                Refuse("batch.duplicate-id", Path(i) + ".id", raw.Trim('"'));
        }
    }
}
