using System.Text.Json;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Platform.Api;

/// <summary>Reads a JSON body with a limit of its own; whatever is wrong with it becomes an error with the field and the reason.</summary>
public static class ApiBody
{
    /// <summary>Bytes a command may have; descriptions and replies are far smaller.</summary>
    public const int CommandLimit = 2 * 1024 * 1024;

    /// <summary>Bytes of a batch of 10,000 items.</summary>
    public const int BatchLimit = 20 * 1024 * 1024;

    /// <summary>
    /// How much of an oversized body is read and thrown away, so that the sender hears the answer instead of a broken connection.
    /// </summary>
    private const long DrainLimit = 64L * 1024 * 1024;

    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, int limit)
        where T : class
    {
        if (request.ContentType is { } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return Result<T>.Refuse(ErrorKind.Malformed, "body.not-json", "Content-Type", type);
        var bytes = await ReadUpToAsync(request, limit);
        if (bytes is null)
            return Result<T>.Refuse(ErrorKind.Malformed, "body.too-large", null, limit / (1024 * 1024));
        if (bytes.Length == 0)
            return Result<T>.Refuse(ErrorKind.Malformed, "body.missing");
        return Parse<T>(bytes);
    }

    private static Result<T> Parse<T>(byte[] bytes)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, ApiJson.Options) is { } value
                ? value
                : Result<T>.Refuse(ErrorKind.Malformed, "body.missing");
        }
        catch (BadValueException e)
        {
            return e.ToError();
        }
        catch (JsonException e)
        {
            return Result<T>.Refuse(
                ErrorKind.Malformed,
                "json.bad",
                BadValueException.Field(e.Path),
                (e.LineNumber ?? 0) + 1,
                (e.BytePositionInLine ?? 0) + 1
            );
        }
    }

    /// <summary>The body, or null when it is longer than <paramref name="limit"/> (then the rest has been drained).</summary>
    private static async Task<byte[]?> ReadUpToAsync(HttpRequest request, int limit)
    {
        using var buffer = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, limit));
        var chunk = new byte[32 * 1024];
        long total = 0;
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            total += read;
            if (total <= limit)
                buffer.Write(chunk, 0, read);
            if (total > DrainLimit)
                break;
        }

        return total > limit ? null : buffer.ToArray();
    }
}
