using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>A mail that came in: kept first, then decided, each once however often it is delivered.</summary>
public sealed class InboundMail
{
    /// <summary>Named as the one who decided when no person did.</summary>
    public const string ByRule = "mail-in";

    public long Id { get; private set; }

    /// <summary>
    /// What makes it one of a kind: SHA-256 of its Message-ID, or of itself when it has none. The database itself holds "once".
    /// </summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of what it says: who, what about, which words and files.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Without brackets; null when it has none that could be used.</summary>
    public string? MessageId { get; init; }

    /// <summary>The id of the mail that its thread began with, in whosever box that is; null when it begins one itself.</summary>
    public string? ThreadRoot { get; init; }

    /// <summary>SHA-256 of the bytes kept; also their name on the disk.</summary>
    public required string RawChecksum { get; init; }

    /// <summary>Bytes it has; more than are kept when it is too large.</summary>
    public required long Size { get; init; }

    public required bool IsWhole { get; init; }

    public required Instant ReceivedAt { get; init; }

    /// <summary>Empty when it could not be read.</summary>
    public required string FromAddress { get; init; }

    public required string FromName { get; init; }

    public required string Subject { get; init; }

    public bool SameIdOtherContent { get; init; }

    public InboundState State { get; private set; }

    public InboundCause Cause { get; private set; }

    /// <summary>The case it is in, or the one it would go to.</summary>
    public string? CaseNumber { get; private set; }

    public long? TimelineEntryId { get; private set; }

    /// <summary>The line of the time line that has its words.</summary>
    public TimelineEntry? TimelineEntry { get; private set; }

    /// <summary>True when it opened its case.</summary>
    public bool OpenedCase { get; private set; }

    /// <summary>True when its sender is not the case's contact: the token proved it.</summary>
    public bool FromSomebodyElse { get; private set; }

    /// <summary>Names of files that did not come along, with the reason's code, one a line.</summary>
    public string? LeftOut { get; private set; }

    public Instant? DecidedAt { get; private set; }

    /// <summary>Who decided: a person, or the console's rule.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>True when the bytes were cleared away after their time.</summary>
    public bool RawIsGone { get; private set; }

    public bool IsOpen => State is InboundState.Received or InboundState.Held;

    /// <summary>It is in a case now.</summary>
    public void File(string caseNumber, TimelineEntry? entry, bool opened, bool fromSomebodyElse, string? leftOut, string by, Instant now)
    {
        (State, CaseNumber, TimelineEntry, OpenedCase, FromSomebodyElse, LeftOut) = (
            InboundState.Filed,
            caseNumber,
            entry,
            opened,
            fromSomebodyElse,
            leftOut
        );
        (DecidedBy, DecidedAt) = (by, now);
    }

    /// <summary>A person has to look; <paramref name="caseNumber"/> is where it would go.</summary>
    public void Hold(InboundCause cause, string? caseNumber) => (State, Cause, CaseNumber) = (InboundState.Held, cause, caseNumber);

    public void Drop(InboundCause cause, string by, Instant now) =>
        (State, Cause, DecidedBy, DecidedAt) = (InboundState.Dropped, cause, by, now);

    /// <summary>Takes a person's dropping back; false when it was not dropped, or its bytes are gone.</summary>
    public bool HoldAgain()
    {
        if (State != InboundState.Dropped || RawIsGone)
            return false;
        (State, DecidedBy, DecidedAt) = (InboundState.Held, null, null);
        return true;
    }

    public void ForgetRaw() => RawIsGone = true;
}

public sealed class InboundMailConfiguration : IEntityTypeConfiguration<InboundMail>
{
    public void Configure(EntityTypeBuilder<InboundMail> builder)
    {
        builder.ToTable("InboundMails");
        builder.HasIndex(m => m.Key).IsUnique();
        // Two nodes that decide the same mail: the second finds that it is no longer what it was.
        builder.Property(m => m.State).IsConcurrencyToken();
        builder.HasOne(m => m.TimelineEntry).WithMany().HasForeignKey(m => m.TimelineEntryId);
        builder.Property(m => m.FromAddress).UseCollation("NOCASE");
        // How much an address has sent lately.
        builder.HasIndex(m => new { m.FromAddress, m.ReceivedAt });
        builder.HasIndex(m => m.RawChecksum);
        // Which mails came under one id, and which one a customer's second mail answers.
        builder.HasIndex(m => m.MessageId);
        // Two mails of one foreign thread belong together.
        builder.HasIndex(m => m.ThreadRoot).HasFilter("ThreadRoot IS NOT NULL");
        // Nearly every mail is filed; those that wait are asked for all the time.
        builder.HasIndex(m => m.Id).HasFilter("State = 0 OR State = 2").HasDatabaseName("IX_InboundMails_Open");
        builder.Ignore(m => m.IsOpen);
    }
}
