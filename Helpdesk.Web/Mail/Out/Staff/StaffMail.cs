using Helpdesk.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Mail.Out.Staff;

/// <summary>
/// A mail outside the conversation of a case: to somebody who works here, or to a contact of a customer; written in the transaction of what
/// it tells of and sent afterwards, at least once.
/// </summary>
public sealed class StaffMail
{
    /// <summary>Stands for whoever is no person of this console: a contact of a customer.</summary>
    public static readonly Guid Nobody = Guid.Empty;

    public long Id { get; private set; }

    /// <summary>What makes it one of a kind: the same thing is told to the same person once, however often its cause is found.</summary>
    public required string Key { get; init; }

    /// <summary><see cref="Nobody"/> for a contact of a customer.</summary>
    public required Guid PersonId { get; init; }

    public bool IsToCustomer => PersonId == Nobody;

    public required string To { get; init; }

    public required string ToName { get; init; }

    /// <summary>"ja" or "en".</summary>
    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>Without brackets; made when it is written, so that a receiver recognises one that came twice.</summary>
    public required string MessageId { get; init; }

    public required Instant CreatedAt { get; init; }

    public long? CaseId { get; private set; }

    /// <summary>The case it is about, should it be about one; set when it is written: the case may not have its id yet.</summary>
    public Case? Case { get; init; }

    /// <summary>The step of the page on its case that it belongs to (spec U3).</summary>
    public int? PageStep { get; init; }

    public OutboxState State { get; private set; }

    /// <summary>Tries that ended without the server's acceptance.</summary>
    public int Attempts { get; private set; }

    public required Instant NextAttemptAt { get; set; }

    public required Instant GiveUpAt { get; init; }

    public string? LastError { get; private set; }

    public Instant? SentAt { get; private set; }

    public void MarkSent(Instant now) => (State, SentAt, LastError) = (OutboxState.Sent, now, null);

    public void MarkFailed(string cause) => (State, Attempts, LastError) = (OutboxState.Failed, Attempts + 1, OutboxMail.Shortened(cause));

    /// <summary>Notes a try that may go better later; the pause grows until the time is up, then it has failed.</summary>
    public void Postpone(string cause, Instant now)
    {
        Attempts++;
        LastError = OutboxMail.Shortened(cause);
        var next = now + RetryPlan.PauseAfter(Attempts);
        if (next > GiveUpAt)
            State = OutboxState.Failed;
        else
            NextAttemptAt = next;
    }

    /// <summary>Takes it back while it waits: what it tells of is over.</summary>
    public void Cancel()
    {
        if (State == OutboxState.Waiting)
            State = OutboxState.Cancelled;
    }
}

public sealed class StaffMailConfiguration : IEntityTypeConfiguration<StaffMail>
{
    public void Configure(EntityTypeBuilder<StaffMail> builder)
    {
        builder.ToTable("StaffMails");
        builder.HasOne(m => m.Case).WithMany().HasForeignKey(m => m.CaseId);
        builder.HasIndex(m => m.Key).IsUnique();
        builder.HasIndex(m => m.NextAttemptAt).HasFilter("State = 0");
    }
}
