using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Cases.Data;

public sealed class CaseDayConfiguration : IEntityTypeConfiguration<CaseDay>
{
    public void Configure(EntityTypeBuilder<CaseDay> builder) => builder.ToTable("CaseDays").HasKey(d => d.Day);
}
