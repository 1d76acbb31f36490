using CsCheck;
using Helpdesk.Domain.Mail;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.In;

/// <summary>What becomes of a mail (issue 5, mail in; spec I1, C8, C9).</summary>
public sealed class InboundRulesTests
{
    private static readonly ThreadedCase Open = new("C-20270609-0001", IsClosed: false);
    private static readonly ThreadedCase Closed = new("C-20270609-0002", IsClosed: true, WayBack.Reopen);
    private static readonly Instant s_closedAt = Instant.FromUtc(2027, 6, 9, 1, 0);
    private static readonly MailFacts Person = new();

    private static readonly Gen<MailFacts> AnyMail =
        from readable in Gen.Bool
        from whole in Gen.Bool
        from content in Gen.Bool
        from nature in Gen.Enum<MailNature>()
        from ours in Gen.Bool
        from hops in Gen.Int[0, 40]
        select new MailFacts
        {
            IsReadable = readable,
            IsWhole = whole,
            HasContent = content,
            Nature = nature,
            IsOurs = ours,
            Hops = hops,
        };

    private static readonly Gen<MailKnowledge> AnyKnowledge =
        from thread in Gen.Int[0, 4]
            .Select(i =>
                i == 0 ? null
                : i == 1 ? Open
                : Closed with { Back = (WayBack)(i - 2) }
            )
        from takesPart in Gen.Bool
        from quoted in Gen.Int[0, 3]
            .Select(i =>
                i == 0 ? null
                : i == 1 ? Open.Number
                : i == 2 ? Closed.Number
                : "C-20270101-0009"
            )
        from contact in Gen.Bool
        from known in Gen.Bool
        from bounced in Gen.Bool
        from other in Gen.Bool
        from mails in Gen.Int[0, 80]
        from cases in Gen.Int[0, 8]
        select new MailKnowledge
        {
            Thread = thread,
            TakesPart = takesPart,
            QuotedNumber = quoted,
            IsContactOfQuoted = contact && quoted is not null,
            IsKnownContact = known,
            BouncedMailIsOurs = bounced,
            SameIdOtherContent = other,
            MailsLately = mails,
            CasesLately = cases,
        };

    [Fact]
    public void Answer_WithToken_GoesIntoItsCase_WhoeverSendsIt() =>
        Decide(Person, new() { Thread = Open }).ShouldBe(new(MailOutcome.FileIntoCase, InboundCause.None, Open.Number));

    [Fact]
    public void Answer_ToAClosedCase_OfSomebodyWhoTakesNoPart_IsHeldForAPerson() =>
        Decide(Person, new() { Thread = Closed, IsKnownContact = true })
            .ShouldBe(new(MailOutcome.Hold, InboundCause.CaseClosed, Closed.Number));

    [Theory]
    [InlineData(0, false, MailOutcome.Reopen)]
    [InlineData(-1, false, MailOutcome.Reopen)]
    [InlineData(1, false, MailOutcome.FollowUp)]
    [InlineData(-1, true, MailOutcome.Hold)]
    public void Answer_ToAClosedCase_Reopens_ThenOpensOneThatFollows_C9(int afterTheLast, bool isErased, MailOutcome expected)
    {
        var last = s_closedAt + Case.ReopenedByAnswerFor - Duration.Epsilon;
        var thread = ThreadedCase.Closed(Closed.Number, s_closedAt, isErased, last + (Duration.Epsilon * afterTheLast));

        Decide(Person, new() { Thread = thread, TakesPart = true })
            .ShouldBe(new(expected, expected == MailOutcome.Hold ? InboundCause.CaseClosed : InboundCause.None, Closed.Number));
    }

    [Fact]
    public void ManyAnswers_ToOldCases_OpenNoMoreThanTheLimit() =>
        Decide(
                Person,
                new()
                {
                    Thread = Closed with { Back = WayBack.FollowUp },
                    TakesPart = true,
                    CasesLately = 5,
                }
            )
            .ShouldBe(new(MailOutcome.Hold, InboundCause.Flood, Closed.Number));

    [Fact]
    public void ClosedCase_ComesBack_OnlyForAPersonWhoTakesPart() =>
        Gen.Select(AnyMail, AnyKnowledge)
            .Sample(
                (mail, known) =>
                    Decide(mail, known).Outcome is not (MailOutcome.Reopen or MailOutcome.FollowUp)
                    || (known is { TakesPart: true, Thread.IsClosed: true } && mail.Nature is MailNature.Person or MailNature.MailingList)
            );

    [Fact]
    public void Stranger_QuotingANumber_IsHeld() =>
        Decide(Person, new() { QuotedNumber = Open.Number })
            .ShouldBe(new(MailOutcome.Hold, InboundCause.StrangerQuotesNumber, Open.Number));

    [Fact]
    public void ContactAddress_QuotingItsNumberWithoutToken_IsHeld_ForAddressesAreForged() =>
        Decide(
                Person,
                new()
                {
                    QuotedNumber = Open.Number,
                    IsContactOfQuoted = true,
                    IsKnownContact = true,
                }
            )
            .ShouldBe(new(MailOutcome.Hold, InboundCause.NumberWithoutToken, Open.Number));

    [Fact]
    public void KnownContact_WithoutThread_OpensACase() =>
        Decide(Person, new() { IsKnownContact = true }).Outcome.ShouldBe(MailOutcome.OpenCase);

    [Fact]
    public void Stranger_IsHeld() => Decide(Person, new()).ShouldBe(new(MailOutcome.Hold, InboundCause.UnknownSender));

    [Fact]
    public void OutOfOffice_OnACase_IsRecordedAndMovesNothing() =>
        Decide(new() { Nature = MailNature.AutoReply }, new() { Thread = Open })
            .ShouldBe(new(MailOutcome.RecordQuietly, InboundCause.None, Open.Number));

    [Fact]
    public void OutOfOffice_OfAKnownContactWithoutThread_OpensNothing() =>
        Decide(new() { Nature = MailNature.AutoReply }, new() { IsKnownContact = true })
            .ShouldBe(new(MailOutcome.Hold, InboundCause.AutoReply));

    [Fact]
    public void Bounce_OfOurs_IsTold_EvenWithOurMarkerInside() =>
        Decide(new() { Nature = MailNature.Bounce, IsOurs = true }, new() { BouncedMailIsOurs = true })
            .Outcome.ShouldBe(MailOutcome.TellBounce);

    [Theory]
    [InlineData(59, MailOutcome.FileIntoCase)]
    [InlineData(60, MailOutcome.Hold)]
    public void Flood_BeginsAtItsLimit(int lately, MailOutcome expected) =>
        Decide(Person, new() { Thread = Open, MailsLately = lately }).Outcome.ShouldBe(expected);

    [Theory]
    [InlineData(4, MailOutcome.OpenCase)]
    [InlineData(5, MailOutcome.Hold)]
    public void TwoMachinesThatAcknowledgeEachOther_EndAtTheLimitOfCases(int lately, MailOutcome expected) =>
        Decide(Person, new() { IsKnownContact = true, CasesLately = lately }).Outcome.ShouldBe(expected);

    [Fact]
    public void WithoutToken_NoMailEverWritesIntoACase() =>
        Gen.Select(AnyMail, AnyKnowledge)
            .Sample(
                (mail, known) =>
                    Decide(mail, known with { Thread = null }).Outcome
                        is not (MailOutcome.FileIntoCase or MailOutcome.RecordQuietly or MailOutcome.Reopen or MailOutcome.FollowUp)
            );

    [Fact]
    public void IntoACase_OnlyTheOneThatTheTokenProves_AndNeverAClosedOne() =>
        Gen.Select(AnyMail, AnyKnowledge)
            .Sample(
                (mail, known) =>
                    Decide(mail, known) is not { Outcome: MailOutcome.FileIntoCase } filed
                    || (filed.Number == known.Thread?.Number && !known.Thread!.IsClosed)
            );

    [Fact]
    public void WhatIsOurs_OrOfAMachine_OpensNoCaseAndIsNoWordOfACustomer() =>
        Gen.Select(AnyMail, AnyKnowledge)
            .Sample(
                (mail, known) =>
                    !(mail.IsOurs || mail.Nature is MailNature.AutoReply or MailNature.Bounce or MailNature.DeliveryNews)
                    || Decide(mail, known).Outcome is not (MailOutcome.OpenCase or MailOutcome.FileIntoCase)
            );

    [Fact]
    public void OnlyNewsOfDelivery_IsDroppedByRule_EverythingElseIsShown() =>
        Gen.Select(AnyMail, AnyKnowledge)
            .Sample((mail, known) => Decide(mail, known).Outcome != MailOutcome.Drop || mail.Nature == MailNature.DeliveryNews);

    [Fact]
    public void WhatIsHeld_HasACause_AndWhatIsNot_HasNone() =>
        Gen.Select(AnyMail, AnyKnowledge)
            .Sample(
                (mail, known) =>
                    Decide(mail, known) is var decision
                    && decision.Outcome is MailOutcome.Hold or MailOutcome.Drop == (decision.Cause != InboundCause.None)
            );

    private static MailDecision Decide(MailFacts mail, MailKnowledge known) => InboundRules.Decide(mail, known, MailLimits.Default);
}
