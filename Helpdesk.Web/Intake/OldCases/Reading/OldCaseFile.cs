using System.Text.Json;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>Reads a file of old cases line by line, in the form that its first case has.</summary>
internal sealed class OldCaseFile(string path, OldCaseSettings settings)
{
    private const string ShapeUnclear = "old-case.shape-unclear";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly ZendeskPeople _people = new();
    private IOldCaseShape? _shape;

    /// <summary>The form as it was told or found; null before the first case.</summary>
    public string? Shape => _shape?.Name;

    /// <summary>Takes the users or organisations of a file of their own in, an object or a page a line.</summary>
    /// <returns><c>old-case.people-bad</c> naming the first line that is none.</returns>
    public Result LearnPeople(string file)
    {
        using var stream = File.OpenRead(file);
        foreach (var line in RawLines.Read(stream))
        {
            try
            {
                if (line.Error is not null)
                    return Result.Refuse("old-case.people-bad", null, Path.GetFileName(file), line.Number);
                using var json = JsonDocument.Parse(line.Bytes);
                _people.Learn(json.RootElement);
                if (json.RootElement.ValueKind == JsonValueKind.Object)
                    _people.LearnPage(json.RootElement);
            }
            catch (JsonException)
            {
                return Result.Refuse("old-case.people-bad", null, Path.GetFileName(file), line.Number);
            }
        }

        return Result.Ok;
    }

    /// <summary>Reads in the form of this name; <c>old-case.shape-unknown</c>.</summary>
    public Result Take(string shape)
    {
        _shape = Array.Find(Shapes(), s => s.Name == shape);
        return _shape is null
            ? Result.Refuse("old-case.shape-unknown", null, shape, string.Join(", ", Shapes().Select(s => s.Name)))
            : Result.Ok;
    }

    /// <summary>What the lines hold, one after the other; a page of tickets in a line is several.</summary>
    public IEnumerable<OldCaseRead> Read()
    {
        using var stream = File.OpenRead(path);
        foreach (var line in RawLines.Read(stream))
        {
            if (line.Error is { } error)
            {
                yield return OldCaseRead.Refuse(line.Number, error);
                continue;
            }

            foreach (var read in Parse(line))
            {
                yield return read;
                // Nobody could say what the other lines are.
                if (read.Errors is [{ Code: ShapeUnclear }])
                    yield break;
            }
        }
    }

    private IReadOnlyList<OldCaseRead> Parse(RawLine line)
    {
        try
        {
            using var json = JsonDocument.Parse(line.Bytes, Strict);
            return [.. Cases(json.RootElement).Select(one => ReadOne(one, line.Number))];
        }
        catch (JsonException e)
        {
            var code = line.IsCutOff ? "old-case.cut-off" : "old-case.line-bad";
            return [OldCaseRead.Refuse(line.Number, new Error(code, null, (e.BytePositionInLine ?? 0) + 1))];
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape: no text that could be kept.
            return [OldCaseRead.Refuse(line.Number, new Error("old-case.text-bad"))];
        }
    }

    private IEnumerable<JsonElement> Cases(JsonElement line)
    {
        if (line.ValueKind == JsonValueKind.Array)
            return line.EnumerateArray();
        if (
            line.ValueKind != JsonValueKind.Object
            || !line.TryGetProperty("tickets", out var tickets)
            || tickets.ValueKind != JsonValueKind.Array
        )
            return [line];
        _people.LearnPage(line);
        return tickets.EnumerateArray();
    }

    private OldCaseRead ReadOne(JsonElement one, int line)
    {
        if (one.ValueKind != JsonValueKind.Object)
            return OldCaseRead.Refuse(line, new Error("old-case.no-object"));
        _shape ??= Array.Find(Shapes(), s => s.Fits(one));
        if (_shape is null)
            return OldCaseRead.Refuse(line, new Error(ShapeUnclear, null, line));
        List<Error> errors = [];
        var read = _shape.Read(one, errors);
        return new(line, read?.OldNumber ?? NumberOf(one), read, errors, read is null);
    }

    private static string? NumberOf(JsonElement one) =>
        one.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number ? id.GetRawText() : null;

    private IOldCaseShape[] Shapes() => [new OwnShape(settings), new ZendeskShape(settings, _people), new ZammadShape(settings)];
}
