using System.Collections.Concurrent;
using Helpdesk.Web.OnCall.Paging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Helpdesk.Tests.OnCall.Paging;

/// <content>A pager service that listens, for those who want the hooks to go over HTTP.</content>
public sealed partial class OnCallHost
{
    private const int EveryRefused = 10;

    /// <summary>The console's own sender posts hooks to a receiver on this machine; else the test only takes note of them.</summary>
    public bool PostsHooks { get; init; }

    /// <summary>Who takes the hooks, if they are posted.</summary>
    public HookReceiver? Receiver { get; private set; }

    private async Task StartPagerAsync()
    {
        if (!PostsHooks)
            return;
        Receiver = await HookReceiver.StartAsync();
        // It has bad moments: each tenth hook is not taken at the first try.
        var known = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        Receiver.Refuses = id => known.TryAdd(id, true) && known.Count % EveryRefused == 0;
        (Settings["OnCall:WebHook:Url"], Settings["OnCall:WebHook:Secret"]) = (Receiver.Url, HookReceiver.Secret);
    }

    // The receiver's library looks at the real time of a signature.
    private void ConnectPager()
    {
        if (PostsHooks)
            Wire.Pager = new HookSender(
                Services.GetRequiredService<IHttpClientFactory>(),
                Services.GetRequiredService<IOptions<PagingOptions>>(),
                TimeProvider.System
            );
    }
}
