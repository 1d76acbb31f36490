using Helpdesk.Domain.Cases;
using Helpdesk.Web.Data.Audit;
using Helpdesk.Web.Identity;
using Helpdesk.Web.Mail;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.Staff;
using Helpdesk.Web.Paging;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Data;

/// <summary>The console's one database. Feature code takes it from <see cref="IDbContextFactory{TContext}"/>, a context an operation.</summary>
public sealed class HelpdeskDb(DbContextOptions<HelpdeskDb> options) : IdentityDbContext<Person, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Case> Cases => Set<Case>();

    public DbSet<CaseClock> Clocks => Set<CaseClock>();

    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    public DbSet<ReplyWords> Replies => Set<ReplyWords>();

    public DbSet<NoteWords> Notes => Set<NoteWords>();

    public DbSet<CustomerOwnWords> CustomerWords => Set<CustomerOwnWords>();

    public DbSet<AdminLogEntry> AdminLog => Set<AdminLogEntry>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<PendingFile> PendingFiles => Set<PendingFile>();

    public DbSet<CaseLink> Links => Set<CaseLink>();

    public DbSet<SupervisorAlert> Alerts => Set<SupervisorAlert>();

    public DbSet<AbsenceRow> Absences => Set<AbsenceRow>();

    public DbSet<AgentProfile> AgentProfiles => Set<AgentProfile>();

    public DbSet<Reassignment> Reassignments => Set<Reassignment>();
    public DbSet<RotationRow> Rotations => Set<RotationRow>();

    public DbSet<OverrideRow> Overrides => Set<OverrideRow>();

    public DbSet<OnCallFeed> OnCallFeeds => Set<OnCallFeed>();

    public DbSet<CalendarHoliday> CalendarHolidays => Set<CalendarHoliday>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<PortalDraft> PortalDrafts => Set<PortalDraft>();

    public DbSet<PortalFile> PortalFiles => Set<PortalFile>();

    public DbSet<CaseRating> Ratings => Set<CaseRating>();

    public DbSet<Redaction> Redactions => Set<Redaction>();

    public DbSet<ReplyTemplate> ReplyTemplates => Set<ReplyTemplate>();

    public DbSet<Article> Articles => Set<Article>();

    public DbSet<ArticleBody> ArticleBodies => Set<ArticleBody>();

    public DbSet<ArticleRevision> ArticleRevisions => Set<ArticleRevision>();

    public DbSet<ArticleAnswer> ArticleAnswers => Set<ArticleAnswer>();

    public DbSet<ArticlePicture> ArticlePictures => Set<ArticlePicture>();

    public DbSet<ArticleDraft> ArticleDrafts => Set<ArticleDraft>();

    public DbSet<HelpLink> HelpLinks => Set<HelpLink>();

    public DbSet<SearchTask> SearchTasks => Set<SearchTask>();

    public DbSet<SearchProgress> SearchProgress => Set<SearchProgress>();

    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();

    public DbSet<InboundMail> InboundMails => Set<InboundMail>();

    public DbSet<Page> Pages => Set<Page>();

    public DbSet<PageAsk> PageAsks => Set<PageAsk>();

    public DbSet<PageHook> PageHooks => Set<PageHook>();

    public DbSet<ShiftHandOver> HandOvers => Set<ShiftHandOver>();

    public DbSet<StaffMail> StaffMails => Set<StaffMail>();

    public DbSet<ProductRow> Products => Set<ProductRow>();

    public DbSet<ContractRow> Contracts => Set<ContractRow>();

    public DbSet<LicenceRow> Licences => Set<LicenceRow>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<CaseDay> CaseDays => Set<CaseDay>();

    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();

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
