using Helpdesk.Domain.Cases;
using Helpdesk.Web.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Portal.Uploads;

/// <summary>A file that a customer hands in: on its way in pieces, or complete and waiting for the message it belongs to.</summary>
public sealed class PortalFile
{
    public required Guid Id { get; init; }

    /// <summary>Whose it is: <c>draft/</c> and the draft's key, or <c>case/</c> and the case's number.</summary>
    public required string Owner { get; init; }

    public required string FileName { get; init; }

    /// <summary>Bytes as announced; as counted once it is complete.</summary>
    public required long Size { get; set; }

    /// <summary>SHA-256, hex; null while pieces are missing.</summary>
    public string? Checksum { get; private set; }

    public FileKind Kind { get; private set; }

    public long Pixels { get; private set; }

    public ScanState Scan { get; private set; } = ScanState.NotScanned;

    public string? Finding { get; private set; }

    public required Instant AddedAt { get; init; }

    public bool IsComplete => Checksum is not null;

    /// <summary>The file of a case that it becomes with <paramref name="entry"/>.</summary>
    public Attachment ToAttachment(long caseId, TimelineEntry entry) =>
        new()
        {
            CaseId = caseId,
            Entry = entry,
            CustomerMaySee = entry.Event.CustomerMayRead,
            FileName = FileName,
            Kind = Kind,
            Pixels = Pixels,
            Size = Size,
            Checksum = Checksum ?? throw new InvalidOperationException("A file is given to a case when it is complete."),
            Scan = Scan,
            Finding = Finding,
            AddedAt = entry.At,
            AddedBy = entry.ActorName,
        };

    public void Complete(StagedFile file) =>
        (Size, Checksum, Kind, Pixels, Scan, Finding) = (
            file.Size,
            file.Checksum,
            file.Content.Kind,
            file.Content.Pixels,
            file.Scan.State,
            file.Scan.Finding
        );
}

public sealed class PortalFileConfiguration : IEntityTypeConfiguration<PortalFile>
{
    public void Configure(EntityTypeBuilder<PortalFile> builder)
    {
        builder.ToTable("PortalFiles");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Ignore(f => f.IsComplete);
        builder.HasIndex(f => f.Owner);
        builder.HasIndex(f => f.Checksum);
    }
}
