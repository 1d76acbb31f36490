using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Cases.Timeline;
using NodaTime;

namespace Helpdesk.Tests.Cases.Timeline;

/// <summary>The time line by kind, with the fate of each mail under its message.</summary>
public sealed class TimelineFilterTests
{
    private static readonly Actor MailJob = Actor.System("mail");
    private long _id;
    private readonly List<TimelineLine> _lines = [];

    [Fact]
    public void Fates_OfMailsThatSayWhatTheyToldOf_FoldUnderIt()
    {
        Add(new ReplySent("one"));
        Add(new ReplySent("two"));
        Add(new MailSent(MailKind.Reply, "a@b", 1), MailJob);
        Add(new MailSent(MailKind.Reply, "a@b", 2), MailJob);
        Add(new MailFailed(MailKind.Reply, "a@b", "mailbox full", 1), MailJob);

        var story = TimelineEntryLine.Of(_lines);

        story.Select(l => l.Entry.Id).ShouldBe([1, 2]);
        story[0]
            .Fates.Select(f => (f.Entry.Id, f.Kind))
            .ShouldBe([(3, TimelineKind.MailSent), (5, TimelineKind.MailBounced)], "what was taken and came back has bounced");
        story[1].Fates.Select(f => f.Kind).ShouldBe([TimelineKind.MailSent]);
        (
            story[0].Is(TimelineKind.Replies),
            story[0].Is(TimelineKind.MailBounced),
            story[0].Is(TimelineKind.MailFailed),
            story[1].Is(TimelineKind.MailBounced)
        ).ShouldBe((true, true, false, false));
    }

    [Fact]
    public void Fates_OfOlderRecords_GoToTheMessagesInTheirOrder()
    {
        Add(new CaseOpened(Channel.Web, Severity.High, Severity.High, default, default, "text"));
        Add(new ReplySent("one"));
        Add(new ReplySent("two"));
        Add(new MailSent(MailKind.Acknowledgement, "a@b"), MailJob);
        Add(new MailFailed(MailKind.Reply, "a@b", "550"), MailJob);
        Add(new MailSent(MailKind.Reply, "a@b"), MailJob);

        var story = TimelineEntryLine.Of(_lines);

        story
            .Select(l => (l.Entry.Id, string.Join('+', l.Fates.Select(f => f.Kind))))
            .ShouldBe([(1, "MailSent"), (2, "MailFailed"), (3, "MailSent")]);
    }

    [Fact]
    public void MailOfNothingThatIsShown_StandsByItself()
    {
        Add(new MailGivenUp(MailKind.Closing, "a@b"), CaseFixture.Agent);

        var line = TimelineEntryLine.Of(_lines).ShouldHaveSingleItem();

        (line.Fates.Count, line.Is(TimelineKind.MailFailed), line.Is(TimelineKind.Automatic)).ShouldBe(
            (0, true, false),
            "somebody gave it up by hand"
        );
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("notes,calls", "Notes+Calls")]
    [InlineData("mail-bounced, customer,nonsense,<script>", "Customer+MailBounced")]
    public void Filter_ReadsWhatTheAddressSays(string? address, string kinds)
    {
        var shown = StoryFilter.Read(address);

        string.Join('+', shown.Order()).ShouldBe(kinds);
        StoryFilter.Read(StoryFilter.Write(shown)).ShouldBe(shown, ignoreOrder: true);
    }

    [Fact]
    public void EveryEvent_IsOfSomeKind()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.Assign(CaseFixture.Sato, "Sato", at))
            .Do((c, at) => c.Note("n", at))
            .Do((c, at) => c.LogCall(CallDirection.Incoming, true, "t", at))
            .Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at));

        var story = TimelineEntryLine.Of([.. fixture.Case.Timeline.Select(e => new TimelineLine(e, null))]);

        story.ShouldAllBe(l => Enum.GetValues<TimelineKind>().Any(l.Is));
        foreach (
            var (kind, count) in new[]
            {
                (TimelineKind.Customer, 1),
                (TimelineKind.Notes, 1),
                (TimelineKind.Calls, 1),
                (TimelineKind.Changes, 2),
                (TimelineKind.Automatic, 1),
            }
        )
            story.Count(l => l.Is(kind)).ShouldBe(count, kind.ToString());
    }

    private void Add(CaseEvent happened, Actor? by = null)
    {
        var entry = new TimelineEntry(CaseFixture.Opened + Duration.FromMinutes(_id), by ?? CaseFixture.Agent, happened, 1);
        typeof(TimelineEntry).GetProperty(nameof(TimelineEntry.Id))!.SetValue(entry, ++_id);
        _lines.Add(new(entry, null));
    }
}
