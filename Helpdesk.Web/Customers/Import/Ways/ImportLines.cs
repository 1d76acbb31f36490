using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Files;
using Helpdesk.Web.Customers.Import.Rows;

namespace Helpdesk.Web.Customers.Import.Ways;

/// <summary>Reads NDJSON: every line an object with the names of columns; lists of texts are lists.</summary>
internal static class ImportLines
{
    private const int LongestLine = 64 * 1024;
    private static readonly Dictionary<string, string> Nothing = [];

    public static async IAsyncEnumerable<ImportRow> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var text = new StreamReader(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        for (var number = 1; await text.ReadLineAsync(cancellation) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return Read(number, line);
            if (number >= SheetFile.MostRows)
            {
                yield return new(number + 1, Nothing, new Error("sheet.too-many-rows", null, SheetFile.MostRows));
                yield break;
            }
        }
    }

    private static ImportRow Read(int number, string line)
    {
        if (line.Length > LongestLine)
            return new(number, Nothing, new Error("import.line-too-long", null, LongestLine));
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return new(number, Nothing, new Error("import.line-bad", null, 0));
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (TextOf(property.Value) is not { } text)
                    return new(number, Nothing, new Error("import.value-bad", property.Name, property.Name));
                texts[property.Name] = text;
            }

            return new(number, texts);
        }
        catch (JsonException e)
        {
            return new(number, Nothing, new Error("import.line-bad", null, e.BytePositionInLine ?? 0));
        }
    }

    private static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Null => "",
            JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => string.Join(
                "; ",
                value.EnumerateArray().Select(v => v.GetString())
            ),
            _ => null,
        };
}
