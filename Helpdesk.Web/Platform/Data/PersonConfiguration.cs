using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Platform.Data;

public sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        builder.Property(p => p.DisplayName).HasMaxLength(100);
        builder.Property(p => p.Language).HasMaxLength(2);
        builder.Property(p => p.TimeZone).HasMaxLength(64);
        builder.Property(p => p.Theme).HasMaxLength(8);
    }
}
