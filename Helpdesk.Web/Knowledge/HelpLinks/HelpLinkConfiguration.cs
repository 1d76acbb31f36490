using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Knowledge.HelpLinks;

public sealed class HelpLinkConfiguration : IEntityTypeConfiguration<HelpLink>
{
    public void Configure(EntityTypeBuilder<HelpLink> builder)
    {
        builder.ToTable("HelpLinks");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.ProductCodes).HasJson();
        builder.Property(l => l.Version).IsConcurrencyToken();
    }
}
