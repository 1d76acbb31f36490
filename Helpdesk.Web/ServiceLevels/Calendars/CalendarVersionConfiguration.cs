using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.ServiceLevels.Calendars;

public sealed class CalendarVersionConfiguration : IEntityTypeConfiguration<CalendarVersion>
{
    public void Configure(EntityTypeBuilder<CalendarVersion> builder)
    {
        builder.ToTable("CalendarVersions");
        builder.HasIndex(v => new { v.CalendarId, v.Number }).IsUnique();
        builder.Ignore(v => v.IsAhead);
    }
}
