using Helpdesk.Domain.Cases;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Platform.Data;

/// <summary>
/// The console's one database. Feature code takes it from <see cref="IDbContextFactory{TContext}"/>, a context an operation.
/// </summary>
public sealed class HelpdeskDb(DbContextOptions<HelpdeskDb> options) : IdentityDbContext<Person, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Case> Cases => Set<Case>();

    public DbSet<CaseClock> Clocks => Set<CaseClock>();

    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    public DbSet<ReplyWords> Replies => Set<ReplyWords>();

    public DbSet<NoteWords> Notes => Set<NoteWords>();

    public DbSet<CustomerOwnWords> CustomerWords => Set<CustomerOwnWords>();

    public DbSet<CaseLink> Links => Set<CaseLink>();

    public DbSet<CaseParticipant> Participants => Set<CaseParticipant>();

    public DbSet<SupervisorAlert> Alerts => Set<SupervisorAlert>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(HelpdeskDb).Assembly);
    }

    // SQLite cannot order a DateTimeOffset: instants are whole ticks, compared against constants only (architecture, traps).
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantToTicks>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateToText>();
        configurationBuilder.Properties<LocalTime>().HaveConversion<LocalTimeToText>();
        configurationBuilder.Properties<Duration>().HaveConversion<DurationToSeconds>();
    }
}
