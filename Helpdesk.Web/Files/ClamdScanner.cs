using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Files;

/// <summary>What is known of a file's harm; the values are stored.</summary>
public enum ScanState
{
    /// <summary>Nobody was asked to look: no scanner is set.</summary>
    NotScanned = 0,
    Clean = 1,

    /// <summary>Kept, named, given to nobody.</summary>
    Infected = 2,

    /// <summary>The scanner was away: held back until it has looked.</summary>
    Waiting = 3,

    /// <summary>The scanner was away, and the settings let such files through with a mark.</summary>
    LetThrough = 4,
}

/// <param name="Finding">What was found, or why nobody could look.</param>
public sealed record ScanOutcome(ScanState State, string? Finding)
{
    /// <summary>True when anybody may have the bytes.</summary>
    public static bool MayLeave(ScanState state) => state is not (ScanState.Infected or ScanState.Waiting);
}

/// <summary>
/// Asks clamd about a file by INSTREAM (clamd(8)): chunks with their length before them, a zero at the end, one line back.
/// </summary>
public sealed class ClamdScanner(IOptions<FilesOptions> options, TimeProvider time, ILogger<ClamdScanner> log)
{
    private const int Chunk = 64 * 1024;
    private const int LongestAnswer = 4096;

    private ScannerOptions Settings => options.Value.Scanner;

    /// <summary>Never throws for what the scanner does or does not do; a scanner that is away is an outcome too.</summary>
    public async Task<ScanOutcome> ScanAsync(Stream file, CancellationToken cancellation)
    {
        if (!Settings.IsOn)
            return new(ScanState.NotScanned, null);
        using var patience = new CancellationTokenSource(Settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return Read(await AskAsync(file, either.Token));
        }
        catch (Exception e)
            when (e is SocketException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            log.LogWarning(e, "The scanner at {Host}:{Port} could not be asked", Settings.Host, Settings.Port);
            return Away(e is OperationCanceledException ? $"no answer within {Settings.Timeout.TotalSeconds:0} s" : e.Message);
        }
    }

    private async Task<string> AskAsync(Stream file, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Settings.Host, Settings.Port, cancellation);
        await using var line = client.GetStream();
        try
        {
            await SendAsync(file, line, cancellation);
        }
        catch (IOException)
        {
            // clamd answers "size limit exceeded" and hangs up in the middle: what it said is worth more than that it went.
            if (await AnswerAsync(line, cancellation) is { Length: > 0 } said)
                return said;
            throw;
        }

        return await AnswerAsync(line, cancellation) is { Length: > 0 } answer
            ? answer
            : throw new IOException("the scanner hung up without an answer");
    }

    private static async Task SendAsync(Stream file, NetworkStream line, CancellationToken cancellation)
    {
        await line.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk + 4);
        try
        {
            int read;
            while ((read = await file.ReadAsync(buffer.AsMemory(4, Chunk), cancellation)) > 0)
            {
                BinaryPrimitives.WriteInt32BigEndian(buffer, read);
                await line.WriteAsync(buffer.AsMemory(0, read + 4), cancellation);
            }

            await line.WriteAsync(new byte[4], cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<string> AnswerAsync(NetworkStream line, CancellationToken cancellation)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        int read;
        while (
            length < answer.Length
            && answer.AsSpan(0, length).IndexOf((byte)0) < 0
            && (read = await line.ReadAsync(answer.AsMemory(length), cancellation)) > 0
        )
            length += read;
        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n', '\r');
    }

    // "stream: OK", "stream: Eicar-Test-Signature FOUND", "INSTREAM size limit exceeded. ERROR"
    private ScanOutcome Read(string answer)
    {
        if (answer == "stream: OK")
            return new(ScanState.Clean, null);
        if (answer.EndsWith(" FOUND", StringComparison.Ordinal))
            return new(ScanState.Infected, answer[..^" FOUND".Length].Replace("stream: ", "", StringComparison.Ordinal));
        log.LogWarning("The scanner could not say: {Answer}", answer);
        return Away(answer.Length > 200 ? answer[..200] : answer);
    }

    private ScanOutcome Away(string why) =>
        new(Settings.WhenAway == WhenScannerAway.LetThrough ? ScanState.LetThrough : ScanState.Waiting, why);
}
