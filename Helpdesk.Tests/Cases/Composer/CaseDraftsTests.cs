using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Composer;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Cases.Composer;

/// <summary>"Kept" and "sent" name the text they speak of, so that a browser lets go of no other.</summary>
public sealed class CaseDraftsTests(MailHost host) : IClassFixture<MailHost>, IAsyncDisposable
{
    private readonly AsyncServiceScope _scope = host.Services.CreateAsyncScope();

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    [Fact]
    public async Task KeptMark_NamesTheTextThatWasKept_AndNothingWhileItIsNot()
    {
        await using var drafts = await DraftsOfAsync(IntakeHost.Agent);
        drafts.KeptMark("reply").ShouldBe(DraftMark.Of(""));

        drafts.Type("reply", "ONE", 1);
        drafts.KeptMark("reply").ShouldBe(DraftMark.Of(""), "what the server has");
        await drafts.KeepAsync();
        drafts.KeptMark("reply").ShouldBe(DraftMark.Of("ONE"));

        drafts.Type("reply", "ONE TWO", 1);
        drafts.KeptMark("reply").ShouldBe(DraftMark.Of("ONE"));
    }

    [Fact]
    public async Task Type_WhatIsKnownAlready_ChangesNothing()
    {
        await using var drafts = await DraftsOfAsync(IntakeHost.Agent);
        drafts.Type("reply", "ONE", 1);
        await drafts.KeepAsync();

        drafts.Type("reply", "ONE", 2);

        (drafts.KeptMark("reply"), drafts.SeenVersion("reply")).ShouldBe((DraftMark.Of("ONE"), 1));
    }

    [Fact]
    public async Task SentMarks_NameWhatWasSent()
    {
        await using var drafts = await DraftsOfAsync(IntakeHost.Agent);
        drafts.SentMarks.ShouldBeNull();
        foreach (var (kind, text) in new[] { ("reply", "ONE"), ("note", "for us"), ("reply", "TWO") })
        {
            drafts.Type(kind, text, 1);
            await drafts.ForgetAsync(kind);
        }

        string[] expected =
        [
            $"{drafts.KeyOf("reply")}={DraftMark.Of("ONE")}",
            $"{drafts.KeyOf("note")}={DraftMark.Of("for us")}",
            $"{drafts.KeyOf("reply")}={DraftMark.Of("TWO")}",
        ];
        drafts.SentMarks!.Split(' ').ShouldBe(expected, ignoreOrder: true);
        (drafts.Text("reply"), drafts.KeptMark("reply")).ShouldBe(("", DraftMark.Of("")));
    }

    [Fact]
    public async Task KeptMark_OfAWriterWhoMayNotWrite_NeverSaysKept()
    {
        await using var drafts = await DraftsOfAsync(IntakeHost.Nobody);
        drafts.Type("reply", "ONE", 1);

        await drafts.KeepAsync();

        (drafts.KeptMark("reply"), drafts.KeptAt("reply")).ShouldBe((DraftMark.Of(""), null));
    }

    [Fact]
    public async Task TwoWindows_NeitherWritesOverTheOther_TheWriterSaysWhichItIs()
    {
        var opened = await host.OpenAsync();
        await using CaseDrafts one = await DraftsOfAsync(opened.Id),
            two = await DraftsOfAsync(opened.Id);
        one.Type("reply", "ONE", 1);
        await one.KeepAsync();
        two.Other("reply").ShouldBe(new OtherDraft("ONE", IsKept: true));
        two.Type("reply", "TWO", 1);
        await two.KeepAsync();

        (await KeptAsync(opened.Id)).ShouldBe("ONE");
        (two.Text("reply"), two.KeptAt("reply")).ShouldBe(("TWO", null));
        await two.KeepMineAsync("reply");
        (await KeptAsync(opened.Id)).ShouldBe("TWO");
        (two.Other("reply"), one.Text("reply"), one.Other("reply")).ShouldBe((null, "ONE", new OtherDraft("TWO", IsKept: true)));

        await one.UseOtherAsync("reply", 1);
        (one.Text("reply"), one.Other("reply"), one.KeptMark("reply")).ShouldBe(("TWO", null, DraftMark.Of("TWO")));
        one.SentMarks.ShouldBe($"{one.KeyOf("reply")}={DraftMark.Of("ONE")}", "the browser lets go of what was put aside");
    }

    [Fact]
    public async Task SentInOneWindow_IsGoneInTheOther_UnlessThatHasTypedOn()
    {
        var opened = await host.OpenAsync();
        await using CaseDrafts one = await DraftsOfAsync(opened.Id);
        one.Type("reply", "ONE", 1);
        await one.KeepAsync();
        await using CaseDrafts untouched = await DraftsOfAsync(opened.Id),
            typedOn = await DraftsOfAsync(opened.Id);
        typedOn.Type("reply", "ONE and more", 1);

        await one.ForgetAsync("reply");

        (untouched.Text("reply"), untouched.SentMarks).ShouldBe(("", $"{one.KeyOf("reply")}={DraftMark.Of("ONE")}"));
        await typedOn.KeepAsync();
        (typedOn.Text("reply"), typedOn.Other("reply")).ShouldBe(("ONE and more", new OtherDraft("", IsKept: true)));
        (await KeptAsync(opened.Id)).ShouldBeNull("what was sent does not come back as a draft by itself");
        await typedOn.KeepMineAsync("reply");
        (await KeptAsync(opened.Id)).ShouldBe("ONE and more");
    }

    [Fact]
    public async Task HeldByTheBrowserOnAnOlderText_IsShownAndNotTypedIn()
    {
        await using var drafts = await DraftsOfAsync(IntakeHost.Agent);
        drafts.Type("reply", "newer", 1);
        await drafts.KeepAsync();

        drafts.Offer("reply", "older and more");
        (drafts.Text("reply"), drafts.Other("reply")).ShouldBe(("newer", new OtherDraft("older and more", IsKept: false)));
        await drafts.KeepMineAsync("reply");
        (drafts.Text("reply"), drafts.Other("reply")).ShouldBe(("newer", null));
        drafts.SentMarks.ShouldBe($"{drafts.KeyOf("reply")}={DraftMark.Of("older and more")}");

        drafts.Offer("reply", "another");
        await drafts.UseOtherAsync("reply", 1);
        (drafts.Text("reply"), drafts.KeptMark("reply")).ShouldBe(("another", DraftMark.Of("another")));
    }

    [Theory]
    [InlineData("", "0-2166136261")]
    [InlineData("a", "1-3826002220")]
    [InlineData("foobar", "6-3214735720")]
    [InlineData("二😀", "3-2204342470")]
    public void DraftMark_IsLengthAndHash_AsTheBrowserMakesIt(string text, string mark) => DraftMark.Of(text).ShouldBe(mark);

    [Fact]
    public void DraftMark_OfAnyLineEnding_IsThatOfATextArea() => DraftMark.Of("a\r\nb\rc\n").ShouldBe(DraftMark.Of("a\nb\nc\n"));

    private async Task<CaseDrafts> DraftsOfAsync(ClaimsPrincipal who) => await DraftsOfAsync((await host.OpenAsync()).Id, who);

    private async Task<CaseDrafts> DraftsOfAsync(long caseId, ClaimsPrincipal? who = null)
    {
        var store = _scope.ServiceProvider.GetRequiredService<DraftStore>();
        var kept = await store.OfAsync(caseId, who ?? IntakeHost.Agent, TestContext.Current.CancellationToken);
        // In no window's own thread: what one tells the other is then heard at once.
        return await Task.Run(() =>
            new CaseDrafts(store, who ?? IntakeHost.Agent, caseId, kept, _scope.ServiceProvider.GetRequiredService<IClock>())
        );
    }

    private async Task<string?> KeptAsync(long caseId)
    {
        var store = _scope.ServiceProvider.GetRequiredService<DraftStore>();
        var kept = await store.OfAsync(caseId, IntakeHost.Agent, TestContext.Current.CancellationToken);
        return kept.GetValueOrDefault("reply")?.Text;
    }
}
