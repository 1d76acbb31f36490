using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>A line on which the server's answers can be held back: what a slow network does, without a clock.</summary>
internal sealed class HeldLine
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = [];
    private TaskCompletionSource? _first;

    /// <summary>Between a page that is not open yet and its server.</summary>
    public static async Task<HeldLine> AtAsync(IPage page)
    {
        var line = new HeldLine();
        await page.RouteWebSocketAsync(new Regex("/_blazor"), line.Connect);
        return line;
    }

    /// <summary>From now on nothing of the server arrives.</summary>
    /// <returns>Done when there is something that should have.</returns>
    public Task Hold()
    {
        lock (_gate)
            _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _first.Task;
    }

    public void Release()
    {
        lock (_gate)
        {
            _first = null;
            while (_waiting.TryDequeue(out var send))
                send();
        }
    }

    private void Connect(IWebSocketRoute page)
    {
        var server = page.ConnectToServer();
        server.OnMessage(frame => Pass(() =>
        {
            if (frame.Binary is { } bytes)
                page.Send(bytes);
            else
                page.Send(frame.Text!);
        }));
    }

    private void Pass(Action send)
    {
        lock (_gate)
        {
            if (_first is null)
            {
                send();
                return;
            }

            _waiting.Enqueue(send);
            _first.TrySetResult();
        }
    }
}
