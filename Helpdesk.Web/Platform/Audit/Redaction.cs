using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>
/// A tombstone: this entry of the time line lost what named a person. Its own hash stays, so the chain goes on; what is left of it is
/// held by <see cref="Digest"/>, and all digests of one erasure by the administrative log, which is a chain itself.
/// </summary>
public sealed class Redaction
{
    public required long EntryId { get; init; }

    /// <summary>The act in the administrative log that it belongs to.</summary>
    public required Guid Erasure { get; init; }

    /// <summary>The link's hash over what is left of its fields.</summary>
    public required byte[] Digest { get; init; }
}

public sealed class RedactionConfiguration : IEntityTypeConfiguration<Redaction>
{
    public void Configure(EntityTypeBuilder<Redaction> builder)
    {
        builder.ToTable("Redactions").HasKey(r => r.EntryId);
        builder.Property(r => r.EntryId).ValueGeneratedNever();
        builder.HasIndex(r => r.Erasure);
    }
}
