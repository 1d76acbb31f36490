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
        var house = new MailHouse();
        await house.InitializeAsync();
        var feed = house.Services.GetRequiredService<CaseFeed>();

        await house.DisposeAsync();

        feed.Loaded.IsCompletedSuccessfully.ShouldBeTrue();
        Directory.Exists(house.Folder).ShouldBeFalse();
    }
}
