using Helpdesk.Domain.Cases;
using Helpdesk.Web.Data.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Data.Configurations;

public sealed class AdminLogConfiguration : IEntityTypeConfiguration<AdminLogEntry>
{
    public void Configure(EntityTypeBuilder<AdminLogEntry> builder) => builder.ToTable("AdminLog");
}
