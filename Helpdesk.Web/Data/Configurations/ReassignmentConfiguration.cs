using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Data.Configurations;

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

public sealed class AgentProfileConfiguration : IEntityTypeConfiguration<AgentProfile>
{
    public void Configure(EntityTypeBuilder<AgentProfile> builder)
    {
        builder.ToTable("AgentProfiles").HasKey(p => p.PersonId);
        builder.Property(p => p.PersonId).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Property(p => p.Products).HasJson();
        builder.Property(p => p.Languages).HasJson();
    }
}
