using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Queue;

/// <summary>In which order cases stand, and in which views.</summary>
public sealed class QueueKeyTests
{
    [Fact]
    public void Order_IsByDueThenSeverityThenAge_AndCasesWithoutAClockComeLast()
    {
        QueueEntry[] entries =
        [
            Entries.Entry(1, dueInMinutes: null, Severity.Emergency),
            Entries.Entry(2, 90, Severity.Emergency),
            Entries.Entry(3, 30, Severity.Low),
            Entries.Entry(4, 60, Severity.High),
            Entries.Entry(5, 60, Severity.Emergency),
            Entries.Entry(6, 60, Severity.High),
            Entries.Entry(7, -10, Severity.Low),
            Entries.Entry(8, dueInMinutes: null, Severity.Low),
        ];
        entries.OrderBy(QueueKey.Of).Select(e => e.Id).ShouldBe([7, 3, 5, 4, 6, 2, 1, 8]);
    }

    // days.md: what must not wait stands first, whatever is already lost.
    [Fact]
    public void Now_EmergenciesFirst_ThenWhatCanStillBeKept_ThenWhatIsLongLate()
    {
        QueueEntry[] entries =
        [
            Entries.Entry(1, -64 * 60, Severity.Low),
            Entries.Entry(2, -8 * 60, Severity.Emergency),
            Entries.Entry(3, 4 * 60, Severity.High),
            Entries.Entry(4, -30 * 60, Severity.Medium),
            Answered(5, Severity.Emergency, sinceMinutes: 20),
            Answered(6, Severity.Low, sinceMinutes: 600),
            Entries.Entry(7, 60, Severity.Low),
            // No contract: stated severity alone brings nobody forward.
            Answered(8, Severity.Emergency, sinceMinutes: 30) with
            {
                Tier = SupportTier.SelfService,
            },
            Answered(9, Severity.Emergency, sinceMinutes: 20) with
            {
                Verdict = VerdictKind.NotEntitled,
            },
        ];

        entries.OrderBy(e => QueueKey.Of(e, QueueView.Now)).Select(e => e.Id).ShouldBe([2, 5, 3, 1, 4, 7, 6, 8, 9]);
    }

    [Fact]
    public void Rank_OfACustomersWordAfterTheFirstAnswer_IsNotPutOffByALaterPromise()
    {
        var callback = Entries.Clock(24 * 60) with { Kind = ClockKind.Callback };
        var waits = Answered(1, Severity.High, sinceMinutes: 30) with { Clock = callback };
        (QueueRank.Of(waits).ActBy, QueueRank.Of(waits).IsPromised).ShouldBe((Entries.Noon + Duration.FromMinutes(450), false));

        var told = waits with { LastLineBy = ActorKind.Person };
        (QueueRank.Of(told).ActBy, QueueRank.Of(told).IsPromised).ShouldBe((callback.DueAt!.Value, true));
        QueueRank.Of(Entries.Entry(1, 24 * 60, Severity.High)).IsPromised.ShouldBeTrue("the first response is what is promised");
        // Once somebody has written to it there is more time, and the next note moves nothing.
        var noted = told with
        {
            Clock = null,
        };
        QueueRank.Of(noted).ActBy.ShouldBe(noted.BallSince + Duration.FromHours(72));
        QueueRank.Of(noted with { LastActivityAt = Entries.Noon + Duration.FromHours(5) }).ShouldBe(QueueRank.Of(noted));
    }

    [Fact]
    public void Rank_GraverIsNeverLater() =>
        Gen.Select(Gen.Int[-6000, 6000], Gen.Bool, Gen.Bool)
            .Sample(
                (minutes, hasClock, byCustomer) =>
                {
                    var ranks = Enum.GetValues<Severity>()
                        .Order()
                        .Select(s =>
                            Entries.Entry(1, hasClock ? minutes : null, s) with
                            {
                                LastLineBy = byCustomer ? ActorKind.Customer : ActorKind.Person,
                            }
                        )
                        .Select(e => QueueRank.Of(e).At)
                        .ToList();
                    ranks.ShouldBe([.. ranks.Order()]);
                }
            );

    [Fact]
    public void Order_IsTotal() =>
        Gen.Select(s_keys, s_keys, s_keys)
            .Sample(
                (a, b, c) =>
                {
                    Math.Sign(a.CompareTo(b)).ShouldBe(-Math.Sign(b.CompareTo(a)));
                    (a.CompareTo(b) == 0).ShouldBe(a == b);
                    bool[] operators = [a < b, a > b, a <= b, a >= b];
                    operators.ShouldBe([a.CompareTo(b) < 0, a.CompareTo(b) > 0, a.CompareTo(b) <= 0, a.CompareTo(b) >= 0]);
                    if (a <= b && b <= c)
                        (a <= c).ShouldBeTrue();
                }
            );

    [Fact]
    public void FirstAt_PartsWhatIsDueByThenFromWhatIsNot()
    {
        var bound = QueueKey.FirstAt(Entries.Noon);
        (QueueKey.Of(Entries.Entry(9, 0, Severity.Low)) < bound).ShouldBeTrue("due at this very instant is missed");
        (
            QueueKey.Of(
                Entries.Entry(9, 0, Severity.Low) with
                {
                    Clock = Entries.Clock(0) with { DueAt = Entries.Noon + Duration.FromTicks(1) },
                }
            ) > bound
        ).ShouldBeTrue();
    }

    [Theory]
    [InlineData(CaseStatus.New, "Now Unassigned Missed All")]
    [InlineData(CaseStatus.InProgress, "Now Unassigned Missed All")]
    [InlineData(CaseStatus.WaitingOnCustomer, "Now Unassigned WaitingOnCustomer Missed All")]
    [InlineData(CaseStatus.WaitingOnVendor, "Now Unassigned Missed All")]
    [InlineData(CaseStatus.SolutionOffered, "Now Unassigned WaitingOnCustomer Missed All")]
    [InlineData(CaseStatus.Resolved, "Now WaitingOnCustomer Missed All")]
    [InlineData(CaseStatus.Closed, "")]
    public void Contains_CaseWithARunningClockAndNoOwner(CaseStatus status, string views) =>
        Views(Entries.Entry(1, status: status)).ShouldBe(views);

    [Theory]
    [InlineData(CaseStatus.New, "Now Unassigned All")]
    [InlineData(CaseStatus.WaitingOnCustomer, "Unassigned WaitingOnCustomer All")]
    [InlineData(CaseStatus.WaitingOnVendor, "Unassigned All")]
    [InlineData(CaseStatus.Resolved, "WaitingOnCustomer All")]
    public void Contains_CaseWithoutAClock_IsNowOnlyWhenTheBallIsOurs(CaseStatus status, string views) =>
        Views(Entries.Entry(1, dueInMinutes: null, status: status)).ShouldBe(views);

    [Fact]
    public void Contains_OwnedCase_IsSomebodysAndNotUnassigned() =>
        Views(Entries.Entry(1, owner: Guid.NewGuid())).ShouldBe("Now Mine Missed All");

    [Fact]
    public void Contains_AfterHours_IsPremiumOnTheRoundTheClockCalendar_U3()
    {
        var clock = Entries.Clock(60, SupportProgramme.AlwaysCalendar);
        Views(Entries.Entry(1, tier: SupportTier.Premium) with { Clock = clock }).ShouldBe("Now Unassigned AfterHours Missed All");
        Views(Entries.Entry(1) with { Clock = clock }).ShouldNotContain("AfterHours");
        Views(Entries.Entry(1, tier: SupportTier.Premium)).ShouldNotContain("AfterHours");
    }

    [Fact]
    public void IsMissed_FromTheDueInstantOn()
    {
        var entry = Entries.Entry(1, 0);
        (QueueMembership.IsMissed(entry, Entries.Noon - Duration.Epsilon), QueueMembership.IsMissed(entry, Entries.Noon)).ShouldBe(
            (false, true)
        );
        QueueMembership.IsMissed(entry with { Status = CaseStatus.Closed }, Entries.Noon).ShouldBeFalse();
        QueueMembership.IsMissed(Entries.Entry(1, dueInMinutes: null), Entries.Noon).ShouldBeFalse();
    }

    private static QueueEntry Answered(long id, Severity severity, int sinceMinutes) =>
        Entries.Entry(id, dueInMinutes: null, severity, status: CaseStatus.InProgress) with
        {
            BallSince = Entries.Noon - Duration.FromMinutes(sinceMinutes),
        };

    private static readonly Gen<QueueKey> s_keys = Gen.Select(
        Gen.Long[0, 3],
        Gen.Int[1, 4],
        Gen.Long[1, 4],
        (due, severity, id) => new QueueKey(due, severity, id)
    );

    private static string Views(QueueEntry entry) =>
        string.Join(' ', Enum.GetValues<QueueView>().Where(v => QueueMembership.Contains(v, entry)));
}
