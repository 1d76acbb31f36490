using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>
/// The place of an entry of the time line whose invented case was dropped with the demo: the chain goes on over its hash, and the
/// administrative log, which is a chain itself, vouches for all hashes of one dropping.
/// </summary>
public sealed class DroppedEntry
{
    public required long EntryId { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>The act in the administrative log that it belongs to.</summary>
    public required Guid Dropping { get; init; }
}

public sealed class DroppedEntryConfiguration : IEntityTypeConfiguration<DroppedEntry>
{
    public void Configure(EntityTypeBuilder<DroppedEntry> builder)
    {
        builder.ToTable("DroppedEntries").HasKey(d => d.EntryId);
        builder.Property(d => d.EntryId).ValueGeneratedNever();
    }
}
