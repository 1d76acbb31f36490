using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>A pager service on 127.0.0.1: takes web hooks and checks each signature with the library that receivers use.</summary>
public sealed class HookReceiver : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly WebApplication _app;
    private int _refused;

    private HookReceiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single() + "/hooks/support";

    /// <summary>What came with a good signature, in order.</summary>
    public ConcurrentQueue<(string Id, JsonNode Body)> Taken { get; } = [];

    /// <summary>What came with a bad one.</summary>
    public ConcurrentQueue<string> Forged { get; } = [];

    /// <summary>What it answers; it may keep the sender waiting.</summary>
    public Func<JsonNode, Task<int>> Answer { get; set; } = _ => Task.FromResult(StatusCodes.Status204NoContent);

    /// <summary>Which calls it has no time for, by the hook's id; they are answered with 503 and not taken.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;

    /// <summary>How many it had no time for.</summary>
    public int Refused => _refused;

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new HookReceiver(builder.Build());
        receiver._app.MapPost("/hooks/support", receiver.TakeAsync);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext call)
    {
        using var reader = new StreamReader(call.Request.Body);
        var (body, id) = (await reader.ReadToEndAsync(), call.Request.Headers["webhook-id"].ToString());
        try
        {
            new StandardWebhook(Secret).Verify(body, call.Request.Headers);
            if (Refuses(id))
            {
                Interlocked.Increment(ref _refused);
                call.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            Taken.Enqueue((id, JsonNode.Parse(body)!));
            call.Response.StatusCode = await Answer(JsonNode.Parse(body)!);
        }
        catch (WebhookVerificationException e)
        {
            Forged.Enqueue($"{id}: {e.Message}");
            call.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }
}
