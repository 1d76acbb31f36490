using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Posts one web hook; never throws for what a receiver does.</summary>
public interface IHookSender
{
    /// <returns>Null when it was taken, else what stood in the way.</returns>
    Task<string?> SendAsync(PageHook hook, CancellationToken cancellation);
}

/// <inheritdoc cref="IHookSender"/>
public sealed class HookSender(IHttpClientFactory clients, IOptions<PagingOptions> options, TimeProvider time) : IHookSender
{
    /// <summary>The name of the client; it follows no redirect, as one could lead elsewhere.</summary>
    public const string Client = "page-hook";

    public async Task<string?> SendAsync(PageHook hook, CancellationToken cancellation)
    {
        var settings = options.Value.WebHook;
        if (HookSignature.KeyOf(settings.Secret) is not { } key)
            return "no web hook is set up";
        var at = time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
        {
            Content = new StringContent(hook.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("webhook-id", hook.Id);
        request.Headers.Add("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", HookSignature.Of(key, hook.Id, at, hook.Body));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(settings.Timeout);
        try
        {
            using var client = clients.CreateClient(Client);
            // What it answers besides its status is nobody's business here.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return answer.IsSuccessStatusCode ? null : $"HTTP {(int)answer.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return e.HttpRequestError.ToString();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no answer within {settings.Timeout.TotalSeconds:0.#} s");
        }
    }
}
