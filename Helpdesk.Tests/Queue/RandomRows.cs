using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Queue;
using NodaTime;

namespace Helpdesk.Tests.Queue;

/// <summary>Random rows, changes and filters, and what a view of them must show, by brute force.</summary>
internal static class RandomRows
{
    public static readonly Guid Me = new("22222222-0000-4000-8000-000000000001");
    private static readonly Guid s_other = new("22222222-0000-4000-8000-000000000002");

    private static readonly Gen<Guid?> s_owners = Gen.OneOf<Guid?>(null, Me, s_other);
    private static readonly Gen<NextClock?> s_clocks = Gen.Select(
        Gen.Int[-8, 24],
        Gen.Bool,
        Gen.Int[0, 4],
        (due, always, none) =>
            none == 0 ? null : Entries.Clock(due * 15, always ? SupportProgramme.AlwaysCalendar : SupportProgramme.BusinessCalendarId)
    );

    /// <summary>Up to sixty open cases with ids from 1.</summary>
    public static readonly Gen<QueueEntry[]> Many = Gen.Select(s_clocks, Gen.Enum<Severity>(), s_owners, Gen.Int[0, 5], Gen.Bool)
        .Array[0, 60]
        .Select(rows =>
            rows.Select(
                    (r, i) =>
                        Entries.Entry(
                            i + 1,
                            severity: r.Item2,
                            status: (CaseStatus)r.Item4,
                            owner: r.Item3,
                            tier: r.Item5 ? SupportTier.Premium : SupportTier.Standard
                        ) with
                        {
                            Clock = r.Item1,
                        }
                )
                .ToArray()
        );

    /// <summary>What can happen to a row.</summary>
    public static readonly Gen<Func<QueueEntry, QueueEntry>> Changes = Gen.OneOf(
        s_clocks.Select(clock => (Func<QueueEntry, QueueEntry>)(e => e with { Clock = clock })),
        Gen.Enum<Severity>().Select(severity => (Func<QueueEntry, QueueEntry>)(e => e with { Severity = severity })),
        Gen.Enum<CaseStatus>().Select(status => (Func<QueueEntry, QueueEntry>)(e => e with { Status = status })),
        s_owners.Select(owner => (Func<QueueEntry, QueueEntry>)(e => e with { OwnerId = owner })),
        Gen.Select(Gen.Enum<ActorKind>(), Gen.Int[-300, 0])
            .Select(line =>
                (Func<QueueEntry, QueueEntry>)(
                    e => e with { LastLineBy = line.Item1, BallSince = Entries.Noon + Duration.FromMinutes(line.Item2) }
                )
            ),
        Gen.Const<Func<QueueEntry, QueueEntry>>(e => e with { LastLine = "another line" })
    );

    public static readonly Gen<QueueFilter> Filters = Gen.OneOf(
        Gen.Const(QueueFilter.None),
        Gen.Enum<Severity>().Select(severity => new QueueFilter { Severity = severity }),
        Gen.OneOf(SupportTier.Standard, SupportTier.Premium).Select(tier => new QueueFilter { Tier = tier }),
        Gen.OneOf("1", "000", "another", "nowhere").Select(search => new QueueFilter { Search = search })
    );

    public static IReadOnlyList<QueueEntry> Expected(
        IEnumerable<QueueEntry> rows,
        QueueView view,
        QueueFilter filter,
        Guid person,
        Instant now
    ) =>
        [
            .. rows.Where(e =>
                    QueueMembership.Contains(view, e)
                    && (view != QueueView.Mine || e.OwnerId == person)
                    && (view != QueueView.Missed || e.Clock!.DueAt <= now)
                )
                .Where(filter.ToPredicate())
                .OrderBy(e => QueueKey.Of(e, view)),
        ];
}
