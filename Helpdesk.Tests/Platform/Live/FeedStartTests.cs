using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Platform.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Platform.Live;

/// <summary>The feed is filled beside the start, and never outlives the console.</summary>
public sealed class FeedStartTests
{
    [Fact]
    public async Task Ended_WhileTheFeedIsFilled_NothingReadsTheDataAfterwards()
    {
        var host = new MailHost();
        await host.InitializeAsync();
        var feed = host.Services.GetRequiredService<CaseFeed>();

        await host.DisposeAsync();

        feed.Loaded.IsCompletedSuccessfully.ShouldBeTrue();
        Directory.Exists(host.Folder).ShouldBeFalse();
    }
}
