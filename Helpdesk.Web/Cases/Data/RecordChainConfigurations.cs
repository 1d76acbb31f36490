using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Cases.Data;

public sealed class TimelineEntryConfiguration : IEntityTypeConfiguration<TimelineEntry>
{
    public void Configure(EntityTypeBuilder<TimelineEntry> builder)
    {
        builder.ToTable("Timeline");
        builder.Property(e => e.Event).HasJson();
        Words(builder, e => e.Reply);
        Words(builder, e => e.Note);
        Words(builder, e => e.Customer);
        builder.Ignore(e => e.Words);
    }

    // Whoever reads an entry reads its words with it: three look-ups by primary key.
    private static void Words<T>(
        EntityTypeBuilder<TimelineEntry> builder,
        System.Linq.Expressions.Expression<Func<TimelineEntry, T?>> words
    )
        where T : EntryWords
    {
        builder.HasOne(words).WithOne().HasForeignKey<T>(w => w.EntryId);
        builder.Navigation(words).AutoInclude();
    }
}

public sealed class ReplyWordsConfiguration : IEntityTypeConfiguration<ReplyWords>
{
    public void Configure(EntityTypeBuilder<ReplyWords> builder) => EntryWordsTable.Configure(builder, "Replies");
}

public sealed class NoteWordsConfiguration : IEntityTypeConfiguration<NoteWords>
{
    public void Configure(EntityTypeBuilder<NoteWords> builder) => EntryWordsTable.Configure(builder, "Notes");
}

public sealed class CustomerOwnWordsConfiguration : IEntityTypeConfiguration<CustomerOwnWords>
{
    public void Configure(EntityTypeBuilder<CustomerOwnWords> builder) => EntryWordsTable.Configure(builder, "CustomerWords");
}

/// <summary>What the three tables of words have in common.</summary>
internal static class EntryWordsTable
{
    public static void Configure<T>(EntityTypeBuilder<T> builder, string table)
        where T : EntryWords
    {
        // No base table: each voice is read and written by itself.
        builder.HasBaseType((Type?)null);
        builder.ToTable(table).HasKey(w => w.EntryId);
        builder.Property(w => w.EntryId).ValueGeneratedNever();
        builder.HasOne<Case>().WithMany().HasForeignKey(w => w.CaseId);
    }
}
