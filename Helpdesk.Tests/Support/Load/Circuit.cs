using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Support.Load;

/// <summary>
/// One real circuit without a browser: starts a page's components, acknowledges render batches, and answers JS calls. What arrives is
/// handled in order by the connection, so the counters have one writer.
/// </summary>
internal sealed class Circuit : IAsyncDisposable
{
    private const long NoAnswerWanted = 0;
    private const int ObjectReference = 1; // JSCallResultType.JSObjectReference

    private readonly LoadOptions _options;
    private readonly ConsoleVisitor _visitor;
    private readonly PokeBoard _board;
    private readonly HubConnection _connection;
    private readonly TaskCompletionSource _firstBatch = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<int> _seen = [];
    private int _calls;
    private int _objects;
    private string? _id;

    private Circuit(LoadOptions options, ConsoleVisitor visitor, PokeBoard board)
    {
        (_options, _visitor, _board) = (options, visitor, board);
        var builder = new HubConnectionBuilder().WithUrl(
            options.Base + "/_blazor",
            connection =>
            {
                connection.Transports = HttpTransportType.WebSockets;
                connection.SkipNegotiation = true;
                connection.Headers["Cookie"] = visitor.CookieHeader;
            }
        );
        builder.Services.AddSingleton<IHubProtocol>(BlazorPack.Create());
        _connection = builder.Build();
        _connection.ServerTimeout = TimeSpan.FromMinutes(2);
        _connection.On<long, byte[]>("JS.RenderBatch", OnRenderBatch);
        _connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", OnBeginInvokeJs);
        _connection.On<string>("JS.Error", Fail);
        _connection.Closed += exception =>
        {
            if (exception is not null)
                Fail(exception.Message);
            return Task.CompletedTask;
        };
    }

    public long Batches { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Milliseconds from a poke's sending to the batch that showed it here.</summary>
    public List<double> Latencies { get; } = [];

    /// <summary>What went wrong after the start; null while all is well.</summary>
    public string? Fault { get; private set; }

    /// <summary>From asking for the page to its first render batch.</summary>
    public TimeSpan OpeningTime { get; private set; }

    /// <exception cref="HttpRequestException">The page does not open.</exception>
    /// <exception cref="InvalidOperationException">The page has no circuit, or the server refuses it.</exception>
    /// <exception cref="TimeoutException">Nothing is drawn within half a minute.</exception>
    public static async Task<Circuit> OpenAsync(LoadOptions options, ConsoleVisitor visitor, PokeBoard board)
    {
        var circuit = new Circuit(options, visitor, board);
        try
        {
            await circuit.StartAsync();
            return circuit;
        }
        catch
        {
            await circuit.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves as a browser does, so that the server forgets the circuit at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_id is not null)
            (await _visitor.PostAsync("/_blazor/disconnect", new FormUrlEncodedContent([new("circuitId", _id)]))).Dispose();
        await _connection.DisposeAsync();
    }

    private async Task StartAsync()
    {
        var start = Stopwatch.GetTimestamp();
        using var page = await _visitor.OpenAsync(_options.Path);
        var markers = PageMarkers.Read(page);
        await _connection.StartAsync();
        _id =
            await _connection.InvokeAsync<string?>("StartCircuit", _options.Base + "/", _options.Base + _options.Path, "[]", markers.State)
            ?? throw new InvalidOperationException("The server refused the circuit: " + Fault);
        await _connection.SendAsync("UpdateRootComponents", markers.Operations, markers.State);
        await _firstBatch.Task.WaitAsync(TimeSpan.FromSeconds(30));
        OpeningTime = Stopwatch.GetElapsedTime(start);
    }

    private Task OnRenderBatch(long id, byte[] batch)
    {
        Batches++;
        Bytes += batch.Length;
        _board.Read(batch, _seen, Latencies);
        _firstBatch.TrySetResult();
        return _connection.SendAsync("OnRenderCompleted", id, null);
    }

    private async Task OnBeginInvokeJs(long task, string identifier, string arguments, int resultType, long target, int callType)
    {
        if (task != NoAnswerWanted)
            await _connection.SendAsync("EndInvokeJSFromDotNet", task, true, $"[{task},true,{Answer(identifier, resultType)}]");
        if (identifier.EndsWith("Virtualize.init", StringComparison.Ordinal))
            await ShowTopOfListAsync(arguments);
    }

    private string Answer(string identifier, int resultType) =>
        _options.Answers.TryGetValue(identifier, out var answer) ? answer
        : resultType == ObjectReference ? $"{{\"__jsObjectId\":{++_objects}}}"
        : "null";

    /// <summary>
    /// Tells <c>Virtualize</c> how high its window is, as scrolled to the top. (Its message about the spacer below always moves the
    /// window down by a row, which hides the first one.)
    /// </summary>
    private async Task ShowTopOfListAsync(string arguments)
    {
        using var parsed = JsonDocument.Parse(arguments);
        var list = parsed.RootElement[0].GetProperty("__dotNetObject").GetInt64();
        await _connection.SendAsync(
            "BeginInvokeDotNetFromJS",
            $"{++_calls}",
            null,
            "OnSpacerBeforeVisible",
            list,
            $"[0,0,{_options.Height}]"
        );
    }

    private void Fail(string fault)
    {
        Fault ??= fault;
        _firstBatch.TrySetException(new InvalidOperationException(fault));
    }
}
