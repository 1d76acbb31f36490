using CsCheck;
using Helpdesk.Domain.Cases;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>Who takes part in a case beside its contact (issue 17; spec I5, H2).</summary>
public sealed class ParticipantsTests
{
    private const string Contact = "k.yamamoto@daiwa.example";

    [Fact]
    public void OfADuplicate_GoOnHearing_AndUndoingTakesThemBack_I5()
    {
        var main = new CaseFixture(number: "C-20261116-0002");
        var duplicate = new CaseFixture();
        duplicate.Do((c, at) => c.AddParticipants([new("one@daiwa.example", "One")], ParticipantSource.Copied, at));
        main.Do((c, at) => c.AddParticipants([new("ONE@daiwa.example"), new("two@daiwa.example")], ParticipantSource.Added, at));
        var before = CaseStateText.Of(main.Case);

        duplicate.Do((c, at) => c.MergeInto(main.Case, at));
        main.Case.TakesPart("one@daiwa.example").ShouldBeTrue();
        main.Case.Participants.Count.ShouldBe(2, "nobody stands twice, and the contact of both is one");
        duplicate.Do((c, at) => c.UndoMerge(main.Case, at));

        CaseStateText.Of(main.Case).ShouldBe(before);
        duplicate.Case.TakesPart("one@daiwa.example").ShouldBeTrue();
    }

    [Fact]
    public void WhoeverIsAddedToAReply_TakesPartFromThenOn()
    {
        var fixture = new CaseFixture();
        fixture.Do((c, at) => c.Reply("Hello.", at with { MailTo = new(null, ["new@daiwa.example", Contact.ToUpperInvariant()]) }));
        var joined = fixture.Case.Participants.ShouldHaveSingleItem();
        (joined.Address, joined.Source).ShouldBe(("new@daiwa.example", ParticipantSource.Added));
        fixture.Case.Timeline.Select(e => e.Event).ShouldContain(new ParticipantsJoined(ParticipantSource.Added, 1));
    }

    [Fact]
    public void OneMoreThanACaseTakes_IsRefusedWithoutATrace_AndOfAMailLeftOut()
    {
        var fixture = new CaseFixture();
        fixture.Do((c, at) => c.AddParticipants(Many(Case.MostParticipants - 1), ParticipantSource.Copied, at));
        var before = CaseSnapshot.Of(fixture.Case);

        fixture
            .Case.Reply("Hello.", fixture.Context with { MailTo = new(null, ["x@a.example", "y@a.example"]) })
            .Errors[0]
            .Code.ShouldBe("participants.too-many");
        CaseSnapshot.Of(fixture.Case).ShouldBe(before);

        fixture.Do((c, at) => c.AddParticipants([new("x@a.example"), new("y@a.example")], ParticipantSource.Copied, at));
        fixture.Case.Timeline[^1].Event.ShouldBe(new ParticipantsJoined(ParticipantSource.Copied, 1, LeftOut: 1));
        fixture.Case.Participants.Count.ShouldBe(Case.MostParticipants);
    }

    [Fact]
    public void WhateverIsDone_NobodyStandsTwice_NeverTheContact_NeverMoreThanTheMost() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 30], Gen.Bool)
            .Array[1, 60]
            .Sample(acts =>
            {
                var fixture = new CaseFixture();
                foreach (var (act, who, upper) in acts)
                {
                    var address = who == 0 ? Contact : $"p{who}@daiwa.example";
                    address = upper ? address.ToUpperInvariant() : address;
                    _ = act switch
                    {
                        0 => fixture.Case.RemoveParticipant(address, fixture.Context),
                        1 => fixture.Case.Reply("Hello.", fixture.Context with { MailTo = new(address, [address]) }),
                        _ => fixture.Case.AddParticipants([new(address), new(address)], (ParticipantSource)act, fixture.Context),
                    };
                }

                List<string> people = [.. fixture.Case.Participants.Select(p => p.Address)];
                return people.Count <= Case.MostParticipants
                    && people.Distinct(StringComparer.OrdinalIgnoreCase).Count() == people.Count
                    && !people.Contains(Contact, StringComparer.OrdinalIgnoreCase);
            });

    [Fact]
    public void CopiedWithAClosingThatIsUndone_TakesNoPart_WhoeverWasThereStays()
    {
        var fixture = new CaseFixture();
        fixture.Do((c, at) => c.Reply("Hello.", at with { MailTo = new(null, ["before@daiwa.example"]) }));
        var before = CaseStateText.Of(fixture.Case);
        fixture.Do(
            (c, at) =>
                c.Close(
                    ClosingReason.NoLongerNeeded,
                    null,
                    "Thank you.",
                    at with
                    {
                        MailTo = new(null, ["before@daiwa.example", "boss@daiwa.example"]),
                    }
                )
        );
        fixture.Case.TakesPart("boss@daiwa.example").ShouldBeTrue();
        fixture.Do((c, at) => c.UndoClose(at));
        CaseStateText.Of(fixture.Case).ShouldBe(before);
        fixture.Case.TakesPart("boss@daiwa.example").ShouldBeFalse("that mail never went out");
    }

    [Fact]
    public void ErasedContact_LeavesNobodyBehind_I7()
    {
        var fixture = new CaseFixture();
        fixture.Do((c, at) => c.AddParticipants([new("one@daiwa.example", "One")], ParticipantSource.Copied, at));
        fixture.Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, "Thank you.", at)).Do((c, at) => c.EraseContact(at));
        fixture.Case.Participants.ShouldBeEmpty();
        fixture
            .Case.AddParticipants([new("two@daiwa.example")], ParticipantSource.Copied, fixture.Context)
            .Errors[0]
            .Code.ShouldBe("case.erased");
    }

    private static List<MailName> Many(int count) => [.. Enumerable.Range(1, count).Select(i => new MailName($"p{i}@daiwa.example"))];
}
