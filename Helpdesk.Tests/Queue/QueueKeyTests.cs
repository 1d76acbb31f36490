using CsCheck;
using Helpdesk.Domain.Cases;
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

    private static readonly Gen<QueueKey> s_keys = Gen.Select(
        Gen.Long[0, 3],
        Gen.Int[1, 4],
        Gen.Long[1, 4],
        (due, severity, id) => new QueueKey(due, severity, id)
    );

    private static string Views(QueueEntry entry) =>
        string.Join(' ', Enum.GetValues<QueueView>().Where(v => QueueMembership.Contains(v, entry)));
}
