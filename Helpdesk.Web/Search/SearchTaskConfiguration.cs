using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Search;

public sealed class SearchTaskConfiguration : IEntityTypeConfiguration<SearchTask>
{
    public void Configure(EntityTypeBuilder<SearchTask> builder)
    {
        builder.ToTable("SearchTasks").HasKey(t => t.Seq);
        builder.HasIndex(t => new { t.Kind, t.Key }).IsUnique();
    }
}

public sealed class SearchProgressConfiguration : IEntityTypeConfiguration<SearchProgress>
{
    public void Configure(EntityTypeBuilder<SearchProgress> builder)
    {
        builder.ToTable("SearchProgress");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasData(new SearchProgress { Id = 1, Done = 0 });
    }
}
