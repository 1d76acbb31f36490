using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>What the console does next about a customer who does not answer, and when (spec C8).</summary>
public sealed record SilencePlan(bool IsClosing, Instant At, Instant ClosesAt);

/// <summary>
/// The rule of silence (spec C1, C8): a reminder after a week, closing two weeks after the first unanswered contact, both at an
/// opening of the business calendar. The reminder is itself a logged contact, so two contacts always precede a closing.
/// </summary>
public static class Silence
{
    /// <summary>The silence after which a case may be closed for want of an answer.</summary>
    public static readonly Duration BeforeClosing = Duration.FromDays(14);

    /// <summary>The silence after which the customer is reminded.</summary>
    public static readonly Duration BeforeReminder = Duration.FromDays(7);

    /// <summary>What a reminded customer has at least to answer in, however late the reminder went out.</summary>
    public static readonly Duration AfterReminder = Duration.FromDays(3);

    /// <summary>The next act, or null while nobody waits for the customer's word.</summary>
    public static SilencePlan? Plan(Instant? firstUnansweredAt, Instant? remindedAt, SupportProgramme programme)
    {
        if (firstUnansweredAt is not { } first)
            return null;
        var calendar = programme.Calendar(SupportProgramme.BusinessCalendarId);
        var remindAt = remindedAt ?? OpeningAt(calendar, first + BeforeReminder);
        var closesAt = OpeningAt(calendar, Instant.Max(first + BeforeClosing, remindAt + AfterReminder));
        return remindedAt is null ? new(false, remindAt, closesAt) : new(true, closesAt, closesAt);
    }

    // A calendar that never opens again closes nothing by itself; it is reported elsewhere.
    private static Instant OpeningAt(BusinessCalendar calendar, Instant at) =>
        calendar.IsOpen(at) ? at : calendar.NextOpening(at) ?? Instant.MaxValue;
}
