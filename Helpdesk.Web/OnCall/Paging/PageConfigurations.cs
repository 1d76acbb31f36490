using Helpdesk.Web.Mail.Out;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.OnCall.Paging;

public sealed class PageConfiguration : IEntityTypeConfiguration<Page>
{
    public void Configure(EntityTypeBuilder<Page> builder)
    {
        builder.ToTable("Pages");
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasOne(p => p.Case).WithMany().HasForeignKey(p => p.CaseId);
        builder.HasMany(p => p.Steps).WithOne().HasForeignKey(s => s.PageId);
        builder.Navigation(p => p.Steps).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(p => p.NextStepAt).HasFilter("NextStepAt IS NOT NULL");
        // The database itself holds that a case has one page at a time.
        builder.HasIndex(p => p.CaseId).IsUnique().HasFilter("EndedAt IS NULL").HasDatabaseName("IX_Pages_Open");
        builder.HasIndex(p => new { p.CaseId, p.OpenedAt });
    }
}

public sealed class PageStepConfiguration : IEntityTypeConfiguration<PageStepRow>
{
    public void Configure(EntityTypeBuilder<PageStepRow> builder)
    {
        builder.ToTable("PageSteps").HasKey(s => new { s.PageId, s.Number });
        builder.HasMany(s => s.Asks).WithOne().HasForeignKey(a => new { a.PageId, a.Number });
    }
}

public sealed class PageAskConfiguration : IEntityTypeConfiguration<PageAsk>
{
    public void Configure(EntityTypeBuilder<PageAsk> builder)
    {
        // The database itself holds that a step asks a person once.
        builder
            .ToTable("PageAsks")
            .HasKey(a => new
            {
                a.PageId,
                a.Number,
                a.PersonId,
            });
        builder.HasIndex(a => a.Screen).HasFilter("Screen IS NULL").HasDatabaseName("IX_PageAsks_Unseen");
    }
}

public sealed class PageHookConfiguration : IEntityTypeConfiguration<PageHook>
{
    public void Configure(EntityTypeBuilder<PageHook> builder)
    {
        builder.ToTable("PageHooks");
        builder.HasOne(h => h.Page).WithMany().HasForeignKey(h => h.PageId);
        builder.HasIndex(h => h.NextAttemptAt).HasFilter($"State = {(int)OutboxState.Waiting}");
    }
}
