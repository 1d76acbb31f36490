using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>What the console does next about a customer who does not answer, and when (spec C8).</summary>
public sealed record SilencePlan(bool IsClosing, Instant At, Instant ClosesAt);

/// <summary>One wait for the customer's word, with nothing heard since it began.</summary>
/// <param name="Since">When the customer got the ball, or was last heard while they had it.</param>
/// <param name="Contacts">Contacts of this wait that nobody answered, reminders among them.</param>
public sealed record SilentWait(Instant Since, int Contacts, Instant? FirstContactAt, Instant? RemindedAt);

/// <summary>
/// The rule of silence (spec C1, C8): a reminder after a week, closing two weeks after the first unanswered contact of this wait, both
/// at an opening of the business calendar. A wait that began without a contact is reminded twice, so that two contacts always precede
/// a closing.
/// </summary>
public static class Silence
{
    /// <summary>The silence after which a case may be closed for want of an answer.</summary>
    public static readonly Duration BeforeClosing = Duration.FromDays(14);

    /// <summary>The silence after which the customer is reminded.</summary>
    public static readonly Duration BeforeReminder = Duration.FromDays(7);

    /// <summary>What a reminded customer has at least to answer in, however late the reminder went out.</summary>
    public static readonly Duration AfterReminder = Duration.FromDays(3);

    /// <summary>What a customer who confirmed has for second thoughts before the case is closed.</summary>
    public static readonly Duration AfterConfirmation = Duration.FromDays(3);

    private const int ContactsBeforeClosing = 2;

    /// <summary>The next act.</summary>
    public static SilencePlan Plan(SilentWait wait, SupportProgramme programme)
    {
        var calendar = programme.Calendar(SupportProgramme.BusinessCalendarId);
        var enough = wait.RemindedAt is not null && wait.Contacts >= ContactsBeforeClosing;
        var last = wait.RemindedAt ?? wait.FirstContactAt ?? wait.Since;
        var reminder = enough ? last : OpeningAt(calendar, last + BeforeReminder);
        var closes = OpeningAt(calendar, Instant.Max((wait.FirstContactAt ?? reminder) + BeforeClosing, reminder + AfterReminder));
        return enough ? new(true, closes, closes) : new(false, reminder, closes);
    }

    /// <summary>When a confirmed case is closed.</summary>
    public static SilencePlan Confirmed(Instant at, SupportProgramme programme)
    {
        var closes = OpeningAt(programme.Calendar(SupportProgramme.BusinessCalendarId), at + AfterConfirmation);
        return new(true, closes, closes);
    }

    /// <summary>Whether somebody may close for want of an answer by hand (spec C1, C8).</summary>
    public static bool IsEnough(SilentWait? wait, Instant now) =>
        wait is { Contacts: >= ContactsBeforeClosing, FirstContactAt: { } first } && now >= first + BeforeClosing;

    // A calendar that never opens again closes nothing by itself; it is reported elsewhere.
    private static Instant OpeningAt(BusinessCalendar calendar, Instant at) =>
        calendar.IsOpen(at) ? at : calendar.NextOpening(at) ?? Instant.MaxValue;
}
