using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Supervision.Plan;

public sealed class ReassignmentConfiguration : IEntityTypeConfiguration<Reassignment>
{
    public void Configure(EntityTypeBuilder<Reassignment> builder)
    {
        builder.ToTable("Reassignments").HasIndex(r => r.AppliedAt);
        builder.Property(r => r.Version).IsConcurrencyToken();
        // Read and written as a whole: one row a plan, however many cases.
        builder.Property(r => r.Moves).HasJson();
        builder.Ignore(r => r.Done);
    }
}
