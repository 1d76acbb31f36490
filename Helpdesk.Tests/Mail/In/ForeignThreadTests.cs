using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.Out;

namespace Helpdesk.Tests.Mail.In;

/// <summary>A thread that began elsewhere is one case; mere thanks wake no closed one (issue 13; spec C9).</summary>
public sealed class ForeignThreadTests(InboundMailHost host) : IClassFixture<InboundMailHost>
{
    private const string Customer = "grace@sxlogistics.example";

    [Fact]
    public async Task SecondMail_OfAForeignThread_LandsInTheCaseOfTheFirst()
    {
        var first = await FromThreadAsync(Customer, "The backup fails.", "a");
        var second = await FromThreadAsync(Customer, "And another log.", "b", "a");

        first.OpenedCase.ShouldBeTrue();
        (second.OpenedCase, second.CaseNumber).ShouldBe((false, first.CaseNumber));
        second.TimelineEntry!.Event.ShouldBeOfType<CustomerWrote>();
    }

    [Fact]
    public async Task Colleague_OfThatHouse_LandsThereToo_AndAStrangerDoesNot()
    {
        var first = await FromThreadAsync(Customer, "The backup fails.", "c");
        var colleague = await FromThreadAsync("tan@sxlogistics.example", "I have the log.", "c2", "c");
        var stranger = await FromThreadAsync("somebody@elsewhere.example", "Let me in.", "c3", "c");

        (colleague.State, colleague.CaseNumber).ShouldBe((InboundState.Filed, first.CaseNumber));
        (stranger.State, stranger.CaseNumber).ShouldBe((InboundState.Held, null));
    }

    [Theory]
    [InlineData("Thank you very much!")]
    [InlineData("ありがとうございました。\n\n> 終了しました")]
    public async Task MereThanks_AreFiledQuietly_AndTheCaseStaysClosed(string words)
    {
        var row = await host.DeliverAsync(InboundMailHost.Mail("l.fischer@nordwind.example", "Re: x", words, InboundMailHost.ClosedAck));

        (row.State, row.CaseNumber).ShouldBe((InboundState.Filed, InboundMailHost.ClosedNumber));
        row.TimelineEntry!.Event.ShouldBeOfType<ThanksCame>();
        (await host.WordsOfAsync(row.TimelineEntry.Id)).ShouldBe(words);
    }

    [Theory]
    [InlineData("Thank you, it works.", false)]
    [InlineData("Thanks! Can you close it?", false)]
    [InlineData("Danke?", false)]
    [InlineData("Again!", false)]
    [InlineData("Vielen Dank!", true)]
    [InlineData("Merci beaucoup.\n\nOn Wed, Jun 9, 2027 at 10:00 AM Support <s@x.example> wrote:\n\n> It is closed.", true)]
    [InlineData("ありがとうございます。助かりました。", true)]
    [InlineData("ありがとうございます。まだ動きません。", false)]
    [InlineData("", false)]
    public void Thanks_AreMere_OnlyWhereNothingElseIsSaid(string text, bool mere) => MereThanks.In(text).ShouldBe(mere);

    private Task<InboundMail> FromThreadAsync(string from, string words, string id, string? root = null) =>
        host.DeliverAsync(
            InboundMailHost.Mail(
                from,
                "Re: our thread",
                words,
                more: $"References: <thread-{(root ?? id)[0]}@elsewhere.example> <{id}-before@elsewhere.example>\n"
            )
        );
}
