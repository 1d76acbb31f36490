using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Helpdesk.Tests.Files;

/// <summary>A scanner in this process that speaks clamd's INSTREAM and knows one virus.</summary>
internal sealed class FakeClamd : IAsyncDisposable
{
    /// <summary>The string that every scanner takes for a virus; in two halves, so that this file is none.</summary>
    public static readonly byte[] Eicar = Encoding.ASCII.GetBytes(
        @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    );

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    // Not disposed: a test that takes the scanner down disposes of it twice.
    private readonly CancellationTokenSource _end = new();
    private readonly Task _run;

    public FakeClamd()
    {
        _listener.Start();
        _run = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Bytes after which it says that this is too much, as clamd's StreamMaxLength does.</summary>
    public int Limit { get; set; } = int.MaxValue;

    /// <summary>Takes everything and says nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Breaks the line after the first chunk.</summary>
    public bool Resets { get; set; }

    /// <summary>Completes when a silent scanner has all of a file.</summary>
    public TaskCompletionSource HasAll { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Asked { get; private set; }

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync();
        _listener.Dispose();
        try
        {
            await _run;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or InvalidOperationException or IOException)
        {
            // That is how it ends; a stopped listener says that it is not listening.
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            Asked++;
            try
            {
                await ServeAsync(client);
            }
            catch (Exception e) when (e is IOException or SocketException && !_end.IsCancellationRequested)
            {
                // The client went; the next one is welcome.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var line = client.GetStream();
        var command = new byte[10];
        await line.ReadExactlyAsync(command, _end.Token);
        Encoding.ASCII.GetString(command).ShouldBe("zINSTREAM\0");
        using var all = new MemoryStream();
        while (await ReadChunkAsync(line) is { Length: > 0 } chunk)
        {
            all.Write(chunk);
            if (Resets)
            {
                client.LingerState = new LingerOption(true, 0);
                return;
            }

            if (all.Length > Limit)
            {
                await line.WriteAsync("INSTREAM size limit exceeded. ERROR\0"u8.ToArray(), _end.Token);
                return;
            }
        }

        HasAll.TrySetResult();
        if (IsSilent)
            await Task.Delay(Timeout.Infinite, _end.Token);
        var answer = all.ToArray().AsSpan().IndexOf(Eicar) >= 0 ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";
        await line.WriteAsync(Encoding.ASCII.GetBytes(answer), _end.Token);
    }

    private async Task<byte[]> ReadChunkAsync(NetworkStream line)
    {
        var length = new byte[4];
        await line.ReadExactlyAsync(length, _end.Token);
        var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await line.ReadExactlyAsync(chunk, _end.Token);
        return chunk;
    }
}
