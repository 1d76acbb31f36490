using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Cases.Composer;

public sealed class DraftConfiguration : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder) =>
        builder
            .ToTable("Drafts")
            .HasKey(d => new
            {
                d.PersonId,
                d.CaseId,
                d.Kind,
            });
}
