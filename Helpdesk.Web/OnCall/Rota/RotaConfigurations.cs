using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.OnCall.Rota;

public sealed class RotationConfiguration : IEntityTypeConfiguration<RotationRow>
{
    public void Configure(EntityTypeBuilder<RotationRow> builder)
    {
        builder.ToTable("OnCallRotations");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.People).HasJson();
        builder.Property(r => r.Version).IsConcurrencyToken();
    }
}

public sealed class OverrideConfiguration : IEntityTypeConfiguration<OverrideRow>
{
    public void Configure(EntityTypeBuilder<OverrideRow> builder)
    {
        builder.ToTable("OnCallOverrides");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.HasIndex(o => o.Until);
    }
}

public sealed class OnCallFeedConfiguration : IEntityTypeConfiguration<OnCallFeed>
{
    public void Configure(EntityTypeBuilder<OnCallFeed> builder)
    {
        builder.ToTable("OnCallFeeds").HasKey(f => f.PersonId);
        builder.Property(f => f.PersonId).ValueGeneratedNever();
        builder.HasIndex(f => f.TokenHash).IsUnique();
    }
}
