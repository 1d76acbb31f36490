using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Api;
using NodaTime;

namespace Helpdesk.Web.Customers.Api;

/// <summary>A record as a JSON object: its columns under their names, and what is kept of its last change.</summary>
internal static class RecordJsonBody
{
    /// <summary>How often it was changed; the ETag says the same. Not "version", which licences and versions have as a column.</summary>
    public const string Revision = "revision";

    public const string ChangedAt = "changedAt";

    // What ReplaceLineEndings takes for the end of a line.
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\f\u0085\u2028\u2029");

    /// <summary>Columns in which nothing stands are left out, lists always there.</summary>
    public static JsonObject Of<T>(RecordKind<T> kind, T record, int revision, Instant? changedAt)
        where T : class
    {
        var body = new JsonObject();
        foreach (var column in kind.Columns)
        {
            var text = column.Text(record);
            if (column.Sort == ColumnSort.List)
                body[column.Name] = new JsonArray([.. RecordLists.Entries(text).Select(e => (JsonNode)e)]);
            else if (column.Sort == ColumnSort.Lines)
                body[column.Name] = new JsonArray([.. RecordLists.Lines(text).Select(e => (JsonNode)e)]);
            else if (column.Sort == ColumnSort.YesNo)
                body[column.Name] = text == "yes";
            else if (text.Length > 0)
                body[column.Name] = text;
        }

        body[Revision] = revision;
        if (changedAt is { } at)
            body[ChangedAt] = IsoInstant.Format(at);
        return body;
    }

    /// <summary>
    /// The columns' texts: the whole record, so that a column left out is emptied. What an answer carries beyond the columns may stay in
    /// it. Every field that is wrong is named.
    /// </summary>
    /// <param name="keys">The key as the address has it; the body may repeat it, and say nothing else.</param>
    public static Result<IReadOnlyDictionary<string, string>> Texts<T>(
        RecordKind<T> kind,
        JsonElement body,
        IReadOnlyDictionary<string, string> keys
    )
        where T : class
    {
        if (body.ValueKind != JsonValueKind.Object)
            return Result<IReadOnlyDictionary<string, string>>.Refuse(ErrorKind.Malformed, "body.missing");
        List<Error> wrong = [];
        var texts = kind.Columns.ToDictionary(c => c.Name, c => keys.GetValueOrDefault(c.Name, ""));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in body.EnumerateObject())
        {
            if (!seen.Add(field.Name))
                wrong.Add(new(ErrorKind.Malformed, "record.column-twice", field.Name, field.Name));
            else if (field.Name is Revision or ChangedAt)
                continue;
            else if (kind.Column(field.Name) is not { } column)
                wrong.Add(new(ErrorKind.Malformed, "record.column-unknown", field.Name, field.Name, kind.ColumnNames));
            else if (Text(column.Sort, field) is not { IsOk: true } read)
                wrong.AddRange(Text(column.Sort, field).Errors);
            else if (!keys.TryGetValue(field.Name, out var key))
                texts[field.Name] = read.Value;
            else if (!string.Equals(RecordKeys.Plain(read.Value), RecordKeys.Plain(key), StringComparison.OrdinalIgnoreCase))
                wrong.Add(new("record.key-differs", field.Name, read.Value, key));
        }

        return wrong.Count > 0 ? Result<IReadOnlyDictionary<string, string>>.Refuse(wrong) : texts;
    }

    private static Result<string> Text(ColumnSort sort, JsonProperty field) =>
        (sort, field.Value.ValueKind) switch
        {
            (_, JsonValueKind.Null) => "",
            (ColumnSort.YesNo, JsonValueKind.True) => "yes",
            (ColumnSort.YesNo, JsonValueKind.False) => "no",
            (ColumnSort.YesNo, _) => new Error(ErrorKind.Malformed, "record.not-yes-no", field.Name),
            (ColumnSort.List or ColumnSort.Lines, JsonValueKind.Array) => List(field, sort),
            (ColumnSort.List or ColumnSort.Lines, _) => new Error(ErrorKind.Malformed, "record.not-list", field.Name),
            (_, JsonValueKind.String) => field.Value.GetString()!,
            _ => new Error(ErrorKind.Malformed, "record.not-text", field.Name),
        };

    private static Result<string> List(JsonProperty field, ColumnSort sort)
    {
        List<string> entries = [];
        foreach (var (entry, at) in field.Value.EnumerateArray().Select((e, i) => (e, i)))
        {
            if (entry.ValueKind != JsonValueKind.String)
                return new Error(ErrorKind.Malformed, "record.not-text", $"{field.Name}[{at}]");
            if (sort == ColumnSort.List && RecordLists.IsSeveral(entry.GetString()!))
                return new Error("record.entry-several", $"{field.Name}[{at}]", entry.GetString());
            if (sort == ColumnSort.Lines && entry.GetString()!.AsSpan().ContainsAny(LineEnds))
                return new Error("text.one-line", $"{field.Name}[{at}]");
            entries.Add(entry.GetString()!);
        }

        return sort == ColumnSort.Lines ? RecordLists.Text(entries) : string.Join(RecordLists.Between, entries);
    }
}
