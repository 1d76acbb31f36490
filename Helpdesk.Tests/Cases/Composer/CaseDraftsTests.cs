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
        drafts.KeptMark("reply").ShouldBeNull();
        await drafts.KeepAsync();
        drafts.KeptMark("reply").ShouldBe(DraftMark.Of("ONE"));

        drafts.Type("reply", "ONE TWO", 1);
        drafts.KeptMark("reply").ShouldBeNull();
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
    public async Task SentMarks_NameTheLastTextOfEachKind()
    {
        await using var drafts = await DraftsOfAsync(IntakeHost.Agent);
        drafts.SentMarks.ShouldBeNull();
        foreach (var (kind, text) in new[] { ("reply", "ONE"), ("note", "for us"), ("reply", "TWO") })
        {
            drafts.Type(kind, text, 1);
            await drafts.ForgetAsync(kind);
        }

        string[] expected = [$"{drafts.KeyOf("reply")}={DraftMark.Of("TWO")}", $"{drafts.KeyOf("note")}={DraftMark.Of("for us")}"];
        drafts.SentMarks!.Split(' ').ShouldBe(expected, ignoreOrder: true);
        (drafts.Text("reply"), drafts.KeptMark("reply")).ShouldBe(("", DraftMark.Of("")));
    }

    [Fact]
    public async Task KeptMark_OfAWriterWhoMayNotWrite_NeverSaysKept()
    {
        await using var drafts = await DraftsOfAsync(IntakeHost.Nobody);
        drafts.Type("reply", "ONE", 1);

        await drafts.KeepAsync();

        (drafts.KeptMark("reply"), drafts.KeptAt("reply")).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("", "0-2166136261")]
    [InlineData("a", "1-3826002220")]
    [InlineData("foobar", "6-3214735720")]
    [InlineData("二😀", "3-2204342470")]
    public void DraftMark_IsLengthAndHash_AsTheBrowserMakesIt(string text, string mark) => DraftMark.Of(text).ShouldBe(mark);

    [Fact]
    public void DraftMark_OfAnyLineEnding_IsThatOfATextArea() => DraftMark.Of("a\r\nb\rc\n").ShouldBe(DraftMark.Of("a\nb\nc\n"));

    private async Task<CaseDrafts> DraftsOfAsync(ClaimsPrincipal who)
    {
        var opened = await host.OpenAsync();
        var services = _scope.ServiceProvider;
        var kept = new Dictionary<string, Draft>(StringComparer.Ordinal);
        return new(services.GetRequiredService<DraftStore>(), who, opened.Id, kept, services.GetRequiredService<IClock>());
    }
}
