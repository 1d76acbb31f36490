using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Customers;

public sealed class ProductConfiguration : IEntityTypeConfiguration<ProductRow>
{
    public void Configure(EntityTypeBuilder<ProductRow> builder)
    {
        builder.ToTable("Products").HasKey(p => p.Code);
        builder.Property(p => p.Versions).HasJson();
        builder.Property(p => p.MaintainedBy).HasJson();
    }
}

public sealed class ContractConfiguration : IEntityTypeConfiguration<ContractRow>
{
    public void Configure(EntityTypeBuilder<ContractRow> builder)
    {
        builder.ToTable("Contracts").HasKey(c => c.Number);
        builder.HasIndex(c => c.Organisation);
    }
}

public sealed class LicenceConfiguration : IEntityTypeConfiguration<LicenceRow>
{
    public void Configure(EntityTypeBuilder<LicenceRow> builder)
    {
        builder.ToTable("Licences").HasKey(l => l.Serial);
        builder.Property(l => l.Serial).UseCollation("NOCASE");
    }
}
