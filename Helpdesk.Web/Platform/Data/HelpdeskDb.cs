using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.Composer;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Cases.ReplyTemplates;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Files;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Knowledge.HelpLinks;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.OnCall.HandOver;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Search;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.Supervision.Plan;
using Helpdesk.Web.Workforce;
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
