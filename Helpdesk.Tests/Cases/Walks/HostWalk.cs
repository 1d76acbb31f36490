using Helpdesk.Tests.OnCall.Nights;
using Helpdesk.Tests.OnCall.Paging;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>A walk on what it was written for: the aggregate, or the console with its database.</summary>
internal static class HostWalk
{
    public static async Task<Finding?> RunAsync(Walk walk)
    {
        if (walk.On == "domain")
            return await WalkRun.OfAsync(walk);
        await using var host = new OnCallHost();
        await host.InitializeAsync();
        if (walk.On == "nights")
            return (await NightRun.OfAsync(host, walk)).Found;
        return await new WalkRun(walk, await HostConsole.OpenAsync(host, walk)).RunAsync();
    }
}
