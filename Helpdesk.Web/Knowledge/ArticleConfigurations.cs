using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Knowledge;

public sealed class ArticleConfiguration : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("Articles");
        builder.Property(a => a.ProductCodes).HasJson();
        builder.Property(a => a.Versions).HasJson();
        builder.Property(a => a.Keywords).HasJson();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasMany(a => a.Bodies).WithOne().HasForeignKey(b => b.ArticleId);
    }
}

public sealed class ArticleBodyConfiguration : IEntityTypeConfiguration<ArticleBody>
{
    public void Configure(EntityTypeBuilder<ArticleBody> builder)
    {
        builder.ToTable("ArticleBodies").HasKey(b => new { b.ArticleId, b.Language });
        builder.Property(b => b.Version).IsConcurrencyToken();
        builder.HasIndex(b => b.ChangedAt);
        builder.Ignore(b => b.Waits);
    }
}

public sealed class ArticleRevisionConfiguration : IEntityTypeConfiguration<ArticleRevision>
{
    public void Configure(EntityTypeBuilder<ArticleRevision> builder)
    {
        builder
            .ToTable("ArticleRevisions")
            .HasIndex(r => new
            {
                r.ArticleId,
                r.Language,
                r.Number,
            })
            .IsUnique();
        builder.HasOne<Article>().WithMany().HasForeignKey(r => r.ArticleId);
    }
}

public sealed class ArticleAnswerConfiguration : IEntityTypeConfiguration<ArticleAnswer>
{
    public void Configure(EntityTypeBuilder<ArticleAnswer> builder)
    {
        builder.ToTable("ArticleAnswers").HasIndex(a => new { a.ArticleId, a.PersonId });
        builder.HasOne<Article>().WithMany().HasForeignKey(a => a.ArticleId);
    }
}

public sealed class ArticlePictureConfiguration : IEntityTypeConfiguration<ArticlePicture>
{
    public void Configure(EntityTypeBuilder<ArticlePicture> builder)
    {
        builder.ToTable("ArticlePictures").HasIndex(p => p.Checksum);
        builder.HasIndex(p => p.Scan);
        builder.HasOne<Article>().WithMany().HasForeignKey(p => p.ArticleId);
    }
}

public sealed class ArticleDraftConfiguration : IEntityTypeConfiguration<ArticleDraft>
{
    public void Configure(EntityTypeBuilder<ArticleDraft> builder) =>
        builder.ToTable("ArticleDrafts").HasKey(d => new { d.PersonId, d.Slot });
}
