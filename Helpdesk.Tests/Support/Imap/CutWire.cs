using System.Net;
using System.Net.Sockets;

namespace Helpdesk.Tests.Support.Imap;

/// <summary>A wire to an IMAP server on this machine that lets everything through but one command: there it stops, and says so.</summary>
internal sealed class CutWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _command;
    private readonly int _port;
    private readonly Task _accepting;

    public CutWire(int port, string command)
    {
        (_port, _command) = (port, System.Text.Encoding.ASCII.GetBytes(command));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Ends when the command was sent, and not passed on.</summary>
    public Task Cut => _cut.Task;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> talks = [];
        try
        {
            while (true)
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync("127.0.0.1", _port, _end.Token);
                await Task.WhenAny(
                    PassAsync(client.GetStream(), server.GetStream(), watched: true),
                    PassAsync(server.GetStream(), client.GetStream(), watched: false)
                );
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // One of the two went away.
            }
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, bool watched)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and var length)
            {
                if (watched && buffer.AsSpan(0, length).IndexOf(_command) >= 0)
                {
                    _cut.TrySetResult();
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }

                await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // One of the two went away.
        }
    }
}
