using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Cases.Data;

public sealed class CaseConfiguration : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("Cases");
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.Number).IsUnique();
        // The feed reads every open case at start; closed ones, most of them in time, must cost nothing then.
        builder.HasIndex(c => c.Status);
        builder.HasIndex(c => c.SerialNumber);
        // A case is moved in once, and found by the number it had; the systems it can come from are few.
        builder.Property(c => c.MovedFrom).UseCollation("NOCASE");
        builder.Property(c => c.OldNumber).UseCollation("NOCASE");
        builder.HasIndex(c => new { c.OldNumber, c.MovedFrom }).IsUnique().HasFilter("OldNumber IS NOT NULL");
        builder.Property(c => c.CustomerKey).UseCollation("NOCASE");
        builder.HasIndex(c => c.CustomerKey).HasFilter("CustomerKey IS NOT NULL");
        builder.HasIndex(c => c.ContactKey).HasFilter("ContactKey IS NOT NULL");
        // The silence job asks every minute; nearly every case has none.
        builder.HasIndex(c => c.SilenceActsAt).HasFilter("SilenceActsAt IS NOT NULL");
        // So is an exception that ends (spec E5).
        builder.HasIndex(c => c.ExceptionUntil).HasFilter("ExceptionUntil IS NOT NULL");
        // And a case that its owner has not touched yet (spec U2).
        builder.HasIndex(c => c.HandedOverAt).HasFilter("HandedOverAt IS NOT NULL");
        builder.HasMany(c => c.Links).WithOne().HasForeignKey(l => l.CaseId);
        builder.Navigation(c => c.Links).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasMany(c => c.Participants).WithOne().HasForeignKey(p => p.CaseId);
        builder.Navigation(c => c.Participants).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.ComplexProperty(c => c.Contact, contact => contact.Property(c => c.Email).UseCollation("NOCASE"));
        builder.ComplexProperty(c => c.NextClock);
        builder.Property(c => c.Answers).HasJson();
        builder.Property(c => c.Verdict).HasJson();
        builder.Property(c => c.Before).HasJson();
        builder.Property(c => c.Proposal).HasJson();
        builder.Ignore(c => c.CarriesOnForPremium);
        builder.HasMany(c => c.Clocks).WithOne().HasForeignKey(c => c.CaseId);
        builder.HasMany(c => c.Timeline).WithOne().HasForeignKey(e => e.CaseId);
        builder.Navigation(c => c.Clocks).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(c => c.Timeline).UsePropertyAccessMode(PropertyAccessMode.Field);
        // Closed ones are read on from the last that was seen.
        builder.HasIndex(c => c.ClosedAt).HasFilter("ClosedAt IS NOT NULL");
        builder.Ignore(c => c.Ball).Ignore(c => c.IsClosed).Ignore(c => c.EntitlementIsOpen);
        builder
            .Ignore(c => c.CustomerShown)
            .Ignore(c => c.IsFromStranger)
            .Ignore(c => c.HasOwnerToAsk)
            .Ignore(c => c.TierTold)
            .Ignore(c => c.SilentWait)
            .Ignore(c => c.OwesAnswer)
            .Ignore(c => c.PromisesToMove);
    }
}

public sealed class CaseClockConfiguration : IEntityTypeConfiguration<CaseClock>
{
    public void Configure(EntityTypeBuilder<CaseClock> builder)
    {
        builder.ToTable("CaseClocks");
        builder.Property(c => c.Pauses).HasJson();
        // Clocks that are older than versions count on the first.
        builder.Property(c => c.CalendarVersion).HasDefaultValue(CalendarVersions.First);
        builder.Ignore(c => c.IsOpen).Ignore(c => c.Promise);
        // All that reports read of a clock (ReportFactsSql), so that they never touch the rows; its front serves the case's own look-up.
        builder
            .HasIndex(c => new
            {
                c.CaseId,
                c.Kind,
                c.CalendarId,
                c.CalendarVersion,
                c.StartedAt,
                c.DueAt,
                c.EndedAt,
                c.EndedAs,
                c.WasMissed,
                c.ExcusedAt,
            })
            .HasDatabaseName("IX_CaseClocks_Reports");
    }
}

public sealed class CaseLinkConfiguration : IEntityTypeConfiguration<CaseLink>
{
    public void Configure(EntityTypeBuilder<CaseLink> builder) => builder.ToTable("CaseLinks");
}

public sealed class CaseParticipantConfiguration : IEntityTypeConfiguration<CaseParticipant>
{
    public void Configure(EntityTypeBuilder<CaseParticipant> builder)
    {
        builder.ToTable("CaseParticipants");
        builder.Property(p => p.Address).UseCollation("NOCASE");
        builder.HasIndex(p => new { p.CaseId, p.Address }).IsUnique();
        // Whose data they are is asked by address.
        builder.HasIndex(p => p.Address);
        builder.Ignore(p => p.AsName);
    }
}

public sealed class SupervisorAlertConfiguration : IEntityTypeConfiguration<SupervisorAlert>
{
    public void Configure(EntityTypeBuilder<SupervisorAlert> builder)
    {
        builder.ToTable("SupervisorAlerts").HasIndex(a => a.SettledAt);
        // The database itself holds "once": two runs of a watch cannot raise the same alert.
        builder.HasIndex(a => new { a.Kind, a.Key }).IsUnique().HasFilter("\"Key\" IS NOT NULL");
    }
}
