using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.OnCall.HandOver;

public sealed class ShiftHandOverConfiguration : IEntityTypeConfiguration<ShiftHandOver>
{
    public void Configure(EntityTypeBuilder<ShiftHandOver> builder)
    {
        builder.ToTable("ShiftHandOvers");
        builder.Property(h => h.Version).IsConcurrencyToken();
        builder.HasMany(h => h.Lines).WithOne().HasForeignKey(l => l.HandOverId);
        // The database itself holds that each change of shift is handed over once.
        builder.HasIndex(h => h.ShiftAt).IsUnique();
        builder.HasIndex(h => h.LateAt).HasFilter("AcceptedAt IS NULL");
    }
}

public sealed class HandOverLineConfiguration : IEntityTypeConfiguration<HandOverLine>
{
    public void Configure(EntityTypeBuilder<HandOverLine> builder) =>
        builder.ToTable("HandOverLines").HasKey(l => new { l.HandOverId, l.CaseId });
}
