using System.Globalization;
using Bunit;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Cases.Acts;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.CasePage;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Composer;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Search;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TestContext = Xunit.TestContext;

namespace Helpdesk.Tests.Cases.Composer;

/// <summary>Articles beside the composer: what fits the case at once, link or whole text by key, nothing internal.</summary>
public sealed class ArticlePickerTests(MailHost host) : IClassFixture<MailHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_OffersWhatFits_EnterPutsInTheLink_ShiftEnterTheText()
    {
        await host.Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(Token);
        var opened = await host.OpenAsync(r => r with { Subject = "イメージの検証に失敗する" });
        await using var scope = host.Services.CreateAsyncScope();
        var record = (await host.Services.GetRequiredService<CaseQuery>().FindAsync(opened.Number, Token))!;
        await using var drafts = new CaseDrafts(
            scope.ServiceProvider.GetRequiredService<DraftStore>(),
            IntakeHost.Agent,
            opened.Id,
            new Dictionary<string, Draft>(StringComparer.Ordinal),
            scope.ServiceProvider.GetRequiredService<IClock>()
        );
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        var reader = new CurrentPerson(new HttpContextAccessor());
        reader.SignedInAs(IntakeHost.Agent);
        context.Services.AddSingleton(reader);
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        var state = new CasePageState(
            record,
            new ReaderTime(DateTimeZoneProviders.Tzdb["Asia/Tokyo"], CultureInfo.GetCultureInfo("en"), host.Now),
            drafts,
            new RecordingHands(scope.ServiceProvider.GetRequiredService<CaseCommandRunner>(), opened)
        );
        var picker = context.Render<ArticlePicker>(p =>
            p.AddCascadingValue(state).Add(x => x.For, "reply-text").Add(x => x.Language, "ja")
        );

        await picker.Find("[data-articles-open]").ClickAsync(new MouseEventArgs());
        picker.WaitForElement("[role=option]").TextContent.ShouldContain("イメージの検証に失敗する");
        await picker.Find(".articles-list").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        var link = (string)context.JSInterop.Invocations["helpdesk.insert"][0].Arguments[1]!;
        link.ShouldMatch("^イメージの検証に失敗する\nhttps://support\\.helpdesk\\.example/support/help/[0-9]+-image-verification-fails\n$");

        await picker.Find("[data-articles-open]").ClickAsync(new MouseEventArgs());
        picker.WaitForElement("[role=option]");
        await picker.Find(".articles-list").KeyDownAsync(new KeyboardEventArgs { Key = "Enter", ShiftKey = true });
        ((string)context.JSInterop.Invocations["helpdesk.insert"][1].Arguments[1]!).ShouldContain("ウイルス対策ソフト");

        await picker.Find("[data-articles-open]").ClickAsync(new MouseEventArgs());
        await picker.Find(".articles-list input").InputAsync("チェーンを開発部門に渡す前に");
        picker.WaitForState(() =>
            picker.FindAll("[role=option]").All(o => !o.TextContent.Contains("開発部門に渡す", StringComparison.Ordinal))
        );
    }
}
