using Helpdesk.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Files;

/// <summary>A file as people see it, wherever it stands: what it is, how large, and whether it may be given out.</summary>
public interface IFileRow
{
    string FileName { get; }

    FileKind Kind { get; }

    long Size { get; }

    /// <summary>SHA-256, hex.</summary>
    string Checksum { get; }

    ScanState Scan { get; }

    /// <summary>What the scanner found, or why nobody could look.</summary>
    string? Finding { get; }
}

/// <summary>A file of a case: the bytes lie under the data directory by their checksum, never under wwwroot.</summary>
public sealed class Attachment : IFileRow
{
    public long Id { get; private set; }

    public required long CaseId { get; init; }

    public long? EntryId { get; private set; }

    /// <summary>
    /// The line of the time line that brought it; null for files from before lines were noted, all of which came with the opening.
    /// </summary>
    public TimelineEntry? Entry { get; init; }

    /// <summary>False for what came with a note: it stays inside, whatever is shown to the customer later.</summary>
    public required bool CustomerMaySee { get; init; }

    /// <summary>True when the mail about its entry carries it.</summary>
    public bool GoesByMail { get; set; }

    public required string FileName { get; init; }

    public required FileKind Kind { get; set; }

    /// <summary>Width times height of a picture; 0 when it is none or its header does not say.</summary>
    public required long Pixels { get; set; }

    public required long Size { get; init; }

    public required string Checksum { get; init; }

    public required ScanState Scan { get; set; }

    public string? Finding { get; set; }

    public required Instant AddedAt { get; init; }

    public required string AddedBy { get; init; }

    /// <summary>A file that a form brought along with <paramref name="entry"/>.</summary>
    public static Attachment Of(StagedFile file, long caseId, TimelineEntry entry) =>
        new()
        {
            CaseId = caseId,
            Entry = entry,
            CustomerMaySee = entry.Event.CustomerMayRead,
            FileName = file.FileName,
            Kind = file.Content.Kind,
            Pixels = file.Content.Pixels,
            Size = file.Size,
            Checksum = file.Checksum,
            Scan = file.Scan.State,
            Finding = file.Scan.Finding,
            AddedAt = entry.At,
            AddedBy = entry.ActorName,
        };

    /// <summary>A file that waited for <paramref name="entry"/>, which has now been written.</summary>
    public static Attachment Of(PendingFile file, TimelineEntry entry) =>
        new()
        {
            CaseId = file.CaseId,
            Entry = entry,
            CustomerMaySee = entry.Event.CustomerMayRead,
            FileName = file.FileName,
            Kind = file.Kind,
            Pixels = file.Pixels,
            Size = file.Size,
            Checksum = file.Checksum,
            Scan = file.Scan,
            Finding = file.Finding,
            AddedAt = entry.At,
            AddedBy = entry.ActorName,
        };
}

/// <summary>A file that somebody has picked for a reply or note they are still writing.</summary>
public sealed class PendingFile : IFileRow
{
    public long Id { get; private set; }

    public required Guid PersonId { get; init; }

    public required long CaseId { get; init; }

    /// <summary>
    /// The draft it belongs to: <c>reply</c> or <c>note</c>; null for one that a program laid ready, which it names by its id.
    /// </summary>
    public string? ForDraft { get; init; }

    public required string FileName { get; init; }

    public required FileKind Kind { get; init; }

    public required long Pixels { get; init; }

    public required long Size { get; init; }

    public required string Checksum { get; init; }

    public required ScanState Scan { get; set; }

    public string? Finding { get; set; }

    public required Instant AddedAt { get; init; }
}

public sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("Attachments");
        builder.HasOne<Case>().WithMany().HasForeignKey(a => a.CaseId);
        builder.HasOne(a => a.Entry).WithMany().HasForeignKey(a => a.EntryId);
        builder.HasIndex(a => a.Checksum);
        // What the scanner has not seen, and what nobody has looked into: nearly every file has both behind it.
        builder.HasIndex(a => a.Id).HasFilter("Scan = 3 OR Kind = 0").HasDatabaseName("IX_Attachments_Unsettled");
        // Files of before came with the opening, by the customer.
        builder.Property(a => a.CustomerMaySee).HasDefaultValue(true).HasSentinel(true);
    }
}

public sealed class PendingFileConfiguration : IEntityTypeConfiguration<PendingFile>
{
    public void Configure(EntityTypeBuilder<PendingFile> builder)
    {
        builder.ToTable("PendingFiles");
        builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId);
        builder.HasIndex(p => new { p.PersonId, p.CaseId });
        builder.HasIndex(p => p.Checksum);
    }
}
