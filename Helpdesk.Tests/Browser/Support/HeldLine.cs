using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>A line on which answers can be held back, that can go deaf or be lost: what a bad network does, without a clock.</summary>
internal sealed class HeldLine
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = [];
    private readonly IPage _page;
    private TaskCompletionSource? _first,
        _heard;
    private IWebSocketRoute? _socket,
        _server;
    private string? _last;
    private bool _cut,
        _deaf;

    private HeldLine(IPage page) => _page = page;

    private ILocator Words => _page.Locator("#components-reconnect-modal");

    /// <summary>Between a page that is not open yet and its server.</summary>
    public static async Task<HeldLine> AtAsync(IPage page)
    {
        var line = new HeldLine(page);
        await page.RouteWebSocketAsync(new Regex("/_blazor"), line.Connect);
        await page.RouteAsync(new Regex("/_blazor/negotiate"), route => line._cut ? route.AbortAsync() : route.ContinueAsync());
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

    /// <summary>The server hears words that end so, and nothing that comes after them.</summary>
    /// <param name="words">In ASCII; empty: nothing from now on.</param>
    /// <returns>Done when the server has heard them.</returns>
    public Task HearLast(string words)
    {
        (_last, _deaf, _heard) = (words, words.Length == 0, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _deaf ? Task.CompletedTask : _heard.Task;
    }

    /// <summary>The line is lost, and each try to find another fails; done when the page knows.</summary>
    public async Task CutAsync()
    {
        _cut = true;
        await _socket!.CloseAsync();
        await _server!.CloseAsync();
        await Assertions.Expect(Words).ToHaveClassAsync(new Regex("reconnect-(show|retrying)"));
    }

    /// <summary>The line is there again; done when the page is back.</summary>
    public async Task MendAsync()
    {
        _cut = false;
        // The browser tries every five seconds.
        await Assertions.Expect(Words).ToHaveClassAsync(new Regex("reconnect-hide"), new() { Timeout = 20_000 });
    }

    private void Connect(IWebSocketRoute page)
    {
        var server = page.ConnectToServer();
        (_socket, _server, _last, _deaf) = (page, server, null, false);
        page.OnMessage(frame => Hear(server, frame));
        server.OnMessage(frame => Pass(() => Send(page, frame)));
    }

    private void Hear(IWebSocketRoute server, IWebSocketFrame frame)
    {
        if (_deaf)
            return;
        Send(server, frame);
        _deaf = _last is { } last && frame.Binary is { } bytes && bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(last)) >= 0;
        if (_deaf)
            _heard?.TrySetResult();
    }

    private static void Send(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { } bytes)
            to.Send(bytes);
        else
            to.Send(frame.Text!);
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
