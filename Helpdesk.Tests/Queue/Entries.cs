using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Queue;

/// <summary>Rows for tests: an ordinary open case unless said otherwise.</summary>
internal static class Entries
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 16, 3, 0);

    public static QueueEntry Entry(
        long id,
        int? dueInMinutes = 60,
        Severity severity = Severity.Medium,
        int version = 1,
        CaseStatus status = CaseStatus.New,
        Guid? owner = null,
        SupportTier tier = SupportTier.Standard
    ) =>
        new()
        {
            Id = id,
            Number = CaseNumber.Format(new LocalDate(2026, 11, 16), (int)id),
            Version = version,
            Status = status,
            Severity = severity,
            StatedSeverity = severity,
            Subject = "Backup job fails",
            LastLine = "Fails every night.",
            LastLineBy = ActorKind.Customer,
            Customer = "大和精機株式会社",
            ContactName = "山本 健一",
            Language = "ja",
            Tier = tier,
            Verdict = VerdictKind.Entitled,
            ProductCode = "SPX-SERVER",
            ProductName = "ShadowProtect Server",
            ProductVersion = "5.2.7",
            OpenedAt = Noon,
            BallSince = Noon,
            LastActivityAt = Noon,
            OwnerId = owner,
            ReopenCount = 0,
            Clock = dueInMinutes is { } minutes ? Clock(minutes) : null,
        };

    public static NextClock Clock(int dueInMinutes, string calendar = SupportProgramme.BusinessCalendarId) =>
        new(
            ClockKind.FirstResponse,
            calendar,
            CalendarVersions.First,
            Noon,
            Duration.FromHours(8),
            Noon + Duration.FromMinutes(dueInMinutes),
            Noon + Duration.FromMinutes(dueInMinutes * 0.7),
            null
        );

    public static QueueEntry Next(this QueueEntry entry, Func<QueueEntry, QueueEntry> change) =>
        change(entry) with
        {
            Version = entry.Version + 1,
        };
}
