using Helpdesk.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

public enum OutboxState
{
    Waiting = 0,
    Sent = 1,

    /// <summary>Refused, bounced, or tried for too long; a person decides what becomes of it.</summary>
    Failed = 2,
    Cancelled = 3,
}

/// <summary>A mail to a customer, written in the transaction of what it tells of and sent afterwards, at least once.</summary>
public sealed class OutboxMail
{
    public long Id { get; private set; }

    public long CaseId { get; private set; }

    /// <summary>Set when it is written: the case may not have its id yet.</summary>
    public Case Case { get; init; } = null!;

    public long? TimelineEntryId { get; private set; }

    /// <summary>What happened that it tells of.</summary>
    public TimelineEntry? TimelineEntry { get; init; }

    public required MailKind Kind { get; init; }

    public required bool IsAutomatic { get; init; }

    public required string To { get; init; }

    public required string ToName { get; init; }

    /// <summary>Addresses that get a copy, in sight of all, apart by line breaks; null when nobody does.</summary>
    public string? Cc { get; init; }

    /// <summary>The addresses of <see cref="Cc"/>.</summary>
    public IReadOnlyList<string> Copies => Cc is { Length: > 0 } cc ? cc.Split('\n') : [];

    /// <summary>Whether it was written to an address.</summary>
    public bool IsTo(string address) => string.Equals(To, address, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an address got a copy, and was not the one it was written to.</summary>
    public bool IsCopy(string address) => !IsTo(address) && Copies.Contains(address, StringComparer.OrdinalIgnoreCase);

    /// <summary>"ja" or "en".</summary>
    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string TextBody { get; init; }

    public required string HtmlBody { get; init; }

    /// <summary>Without brackets; made when it is written, so that a receiver recognises one that came twice.</summary>
    public required string MessageId { get; init; }

    public string? InReplyTo { get; init; }

    /// <summary>Ids of the mails before it, oldest first, apart by spaces.</summary>
    public string? References { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant NotBefore { get; init; }

    public OutboxState State { get; private set; }

    /// <summary>Tries that ended without the server's acceptance.</summary>
    public int Attempts { get; private set; }

    public required Instant NextAttemptAt { get; set; }

    public string? LastError { get; private set; }

    public Instant? SentAt { get; private set; }

    /// <summary>When trying ends.</summary>
    public required Instant GiveUpAt { get; set; }

    public void MarkSent(Instant now) => (State, SentAt, LastError) = (OutboxState.Sent, now, null);

    public void MarkFailed(string cause) => (State, Attempts, LastError) = (OutboxState.Failed, Attempts + 1, Shortened(cause));

    /// <summary>Notes a try that may go better later; the pause grows until the time is up, then it has failed.</summary>
    public void Postpone(string cause, Instant now)
    {
        Attempts++;
        LastError = Shortened(cause);
        var next = now + RetryPlan.PauseAfter(Attempts);
        if (next > GiveUpAt)
            State = OutboxState.Failed;
        else
            NextAttemptAt = next;
    }

    /// <summary>Takes it back before it was sent; false when that is too late.</summary>
    public bool Cancel()
    {
        if (State is not (OutboxState.Waiting or OutboxState.Failed))
            return false;
        State = OutboxState.Cancelled;
        return true;
    }

    /// <summary>Tries a failed one from the beginning; false when it has not failed.</summary>
    public bool TryAgain(Instant now)
    {
        if (State != OutboxState.Failed)
            return false;
        (State, Attempts, NextAttemptAt, GiveUpAt) = (OutboxState.Waiting, 0, now, now + RetryPlan.GiveUpAfter);
        return true;
    }

    /// <summary>A mail that was taken came back.</summary>
    public bool Bounce(string cause)
    {
        if (State != OutboxState.Sent)
            return false;
        (State, LastError) = (OutboxState.Failed, Shortened(cause));
        return true;
    }

    /// <summary>A full mailbox may have room tomorrow: the mail waits a day and goes again, unless its time is over by then.</summary>
    public bool TryOnceMore(Instant now)
    {
        var next = now + RetryPlan.AfterAFullMailbox;
        if (State != OutboxState.Failed || next > GiveUpAt)
            return false;
        (State, Attempts, NextAttemptAt) = (OutboxState.Waiting, Attempts + 1, next);
        return true;
    }

    internal static string Shortened(string cause) => cause.Length <= 500 ? cause : cause[..499] + "…";
}

/// <summary>How a mail that did not get through is tried again: 1, 5, 15, 60, then every 240 minutes, for three days.</summary>
public static class RetryPlan
{
    public static readonly Duration GiveUpAfter = Duration.FromDays(3);

    public static readonly Duration AfterAFullMailbox = Duration.FromHours(20);

    private static readonly int[] Minutes = [1, 5, 15, 60, 240];

    /// <summary>The pause after so many failed tries.</summary>
    public static Duration PauseAfter(int attempts) => Duration.FromMinutes(Minutes[Math.Clamp(attempts, 1, Minutes.Length) - 1]);
}

public sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("OutboxMails");
        builder.HasOne(m => m.Case).WithMany().HasForeignKey(m => m.CaseId);
        builder.HasOne(m => m.TimelineEntry).WithMany().HasForeignKey(m => m.TimelineEntryId);
        builder.Property(m => m.To).UseCollation("NOCASE");
        builder.Ignore(m => m.Copies);
        // The job asks for what is due; nearly every row is sent.
        builder.HasIndex(m => m.NextAttemptAt).HasFilter("State = 0");
        builder.HasIndex(m => m.MessageId).IsUnique();
        // People ask for what is in trouble.
        builder.HasIndex(m => m.Id).HasFilter("State = 2").HasDatabaseName("IX_OutboxMails_Failed");
    }
}
