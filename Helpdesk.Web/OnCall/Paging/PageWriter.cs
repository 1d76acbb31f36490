using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>What was written about pages and has to be told of after the commit.</summary>
public sealed record PagesWritten(IReadOnlyList<Page> Pages, int Raised, int Settled)
{
    public static readonly PagesWritten None = new([], 0, 0);
}

/// <summary>
/// Opens, carries on and ends pages in the transaction of their cause (spec U3): step, people, mails, web hook and the lines of the record
/// are stored together, before anything of them is sent.
/// </summary>
public sealed class PageWriter(
    DutyRoster roster,
    StaffMailWriter mails,
    PagingWords words,
    HookBodies hooks,
    SupportProgramme programme,
    IOptions<PagingOptions> options
)
{
    // What SQLite takes as parameters of one question without a second thought.
    private const int AtOnce = 500;

    /// <summary>Named on the time line as the one who acted.</summary>
    public static readonly Actor Rule = Actor.System("U3");

    /// <summary>Writes, unsaved, what the new entries of cases call for.</summary>
    public async Task<PagesWritten> WriteAsync(HelpdeskDb db, IReadOnlyList<Case> changed)
    {
        var tally = new Tally();
        List<Case> concerned = [.. changed.Where(IsConcerned)];
        var open = await OpenPagesAsync(db, concerned);
        foreach (var one in concerned)
        {
            var last = one.Timeline[^1];
            var by = last.ActorKind == ActorKind.System ? null : new Actor(last.ActorKind, last.ActorId, last.ActorName);
            await FollowAsync(db, one, open.GetValueOrDefault(one), last.At, by, tally);
        }

        return tally.Written;
    }

    /// <summary>Opens a page, unsaved, for a case that nothing was done to: the centre has closed over it.</summary>
    public async Task<PagesWritten> WriteAsync(HelpdeskDb db, Case waiting, Instant now)
    {
        var tally = new Tally();
        await OpenIfCalledForAsync(db, waiting, now, owner => roster.IsOnCall(owner, now), tally);
        return tally.Written;
    }

    /// <summary>Asks the next, unsaved, because nobody has acknowledged so far.</summary>
    public PagesWritten WriteNext(HelpdeskDb db, Page page, Instant now)
    {
        var tally = new Tally();
        Ask(db, page, page.Case, now, tally);
        tally.Pages.Add(page);
        return tally.Written;
    }

    /// <summary>Asks a colleague by name, unsaved, to take what is handed to them; without an answer it goes the usual way.</summary>
    public async Task<PagesWritten> WriteNamedAsync(HelpdeskDb db, Case about, Guid person, Instant now)
    {
        var tally = new Tally();
        if ((await OpenPagesAsync(db, [about])).GetValueOrDefault(about) is not { } page)
        {
            page = NewPage(about, PageCause.HandedOver, now);
            db.Pages().Add(page);
        }

        Store(db, page, about, new PageStep(page.Steps.Count + 1, PageStage.Named, now, [person], []), tally);
        tally.Pages.Add(page);
        return tally.Written;
    }

    // A tier that was taken away leaves a page to end.
    private static bool IsConcerned(Case about) =>
        about.Timeline.Count > 0
        && (about.Tier == SupportTier.Premium || about.Timeline.Any(entry => entry.Event is ExceptionGranted or ExceptionDeclined));

    private async Task FollowAsync(HelpdeskDb db, Case about, Page? page, Instant now, Actor? by, Tally tally)
    {
        if (page is not null && PageRules.EndOf(page.Cause, about, programme) is { } how)
        {
            await EndAsync(db, page, about, how, by, now, tally);
            return;
        }

        if (page is null && about.Tier == SupportTier.Premium)
            await OpenIfCalledForAsync(db, about, now, owner => by is { Kind: ActorKind.Person } && owner == by.Id, tally);
    }

    // One that is being written in this transaction counts too. Asked once for all: a plan changes a thousand cases.
    private static async Task<IReadOnlyDictionary<Case, Page>> OpenPagesAsync(HelpdeskDb db, IReadOnlyList<Case> about)
    {
        var stored = about.Where(c => c.Id != 0).ToDictionary(c => c.Id);
        if (stored.Count == 0)
            return new Dictionary<Case, Page>();
        var open = db.Pages().Local.Where(p => p.EndedAt is null && p.Case is not null).ToDictionary(p => p.Case);
        foreach (var ids in stored.Values.Where(c => !open.ContainsKey(c)).Select(c => c.Id).Chunk(AtOnce))
        {
            foreach (
                var page in await db.Pages()
                    .Include(p => p.Steps)
                        .ThenInclude(s => s.Asks)
                    .AsSplitQuery()
                    .Where(p => ids.Contains(p.CaseId) && p.EndedAt == null)
                    .ToListAsync()
            )
                open[stored[page.CaseId]] = page;
        }

        return open;
    }

    private async Task OpenIfCalledForAsync(HelpdeskDb db, Case about, Instant now, Func<Guid, bool> ownerKnows, Tally tally)
    {
        // Nearly every case stops here, without a look at the database.
        if (PageRules.CauseOf(about, programme, now, ownerKnows, []) is null)
            return;
        var earlier =
            about.Id == 0
                ? []
                : await db.Pages()
                    .AsNoTracking()
                    .Where(p => p.CaseId == about.Id)
                    .Select(p => new PageSpan(p.Night, p.EndedAt))
                    .ToListAsync();
        if (PageRules.CauseOf(about, programme, now, ownerKnows, earlier) is not { } cause)
            return;
        var page = NewPage(about, cause, now);
        db.Pages().Add(page);
        Ask(db, page, about, now, tally);
        tally.Pages.Add(page);
    }

    private Page NewPage(Case about, PageCause cause, Instant now) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Case = about,
            Cause = cause,
            OpenedAt = now,
            Night = PageRules.NightOf(programme.Calendar(SupportProgramme.BusinessCalendarId), now),
        };

    private void Ask(HelpdeskDb db, Page page, Case about, Instant now, Tally tally)
    {
        var duty = roster.At(now);
        var before = page.ToSteps();
        var step = Escalation.Next(before, duty, now);
        if (step.Number == 1 && duty.IsDeserted)
            Raise(db, AlertKind.NobodyOnCall, page, about, now, tally);
        if (step.Stage == PageStage.Everyone && !before.Any(s => s.Stage == PageStage.Everyone))
            Raise(db, AlertKind.PageUnanswered, page, about, now, tally);
        Store(db, page, about, step, tally);
    }

    private void Store(HelpdeskDb db, Page page, Case about, PageStep step, Tally tally)
    {
        var row = page.Add(step, roster.NameOf, Duration.FromTimeSpan(options.Value.AcknowledgeWithin));
        about.Tell(new PageSent(page.Cause, step.Number, step.Stage, [.. row.Asks.Select(a => a.Person)], step.Gaps), Rule, step.At);
        foreach (var ask in row.Asks)
        {
            var language = db.Users.Where(p => p.Id == ask.PersonId).Select(p => p.Language).SingleOrDefault() ?? "en";
            var (subject, text) = words.Mail(page, step, about, language, page.NextStepAt!.Value);
            if (
                mails.Add(
                    db,
                    ask.PersonId,
                    FormattableString.Invariant($"page:{page.Id:N}:{step.Number}:{ask.PersonId:N}"),
                    subject,
                    text,
                    step.At,
                    about,
                    step.Number
                )
                is null
            )
                about.Tell(new PageTold(step.Number, PageChannel.Mail, ask.Person, PageOutcome.Unavailable), Rule, step.At);
        }

        if (options.Value.WebHook.IsOn)
            db.PageHooks().Add(hooks.Step(page, step, about));
    }

    private async Task EndAsync(HelpdeskDb db, Page page, Case about, PageEnd how, Actor? by, Instant now, Tally tally)
    {
        var taker = about.OwnerId is { } owner ? new Actor(ActorKind.Person, owner, about.OwnerName ?? "") : by;
        page.Close(how, taker, now);
        if (how != PageEnd.Taken)
            about.Tell(new PageOver(how), Rule, now);
        // What has not gone out tells of something that is over.
        foreach (
            var mail in await db.StaffMails()
                .Where(m => m.CaseId == about.Id && m.PageStep != null && m.State == OutboxState.Waiting)
                .ToListAsync()
        )
            mail.Cancel();
        foreach (var hook in await db.PageHooks().Where(h => h.PageId == page.Id && h.State == OutboxState.Waiting).ToListAsync())
            hook.Cancel();
        if (options.Value.WebHook.IsOn)
            db.PageHooks().Add(hooks.Over(page, about, how, now));
        var key = page.Id.ToString("N");
        if (
            await db.Alerts.SingleOrDefaultAsync(a => a.Kind == AlertKind.PageUnanswered && a.Key == key && a.SettledAt == null)
                is { } alert
            && alert.SettleItself(Rule, now)
        )
            tally.Settled++;
        tally.Pages.Add(page);
    }

    private static void Raise(HelpdeskDb db, AlertKind kind, Page page, Case about, Instant now, Tally tally)
    {
        db.Alerts.Add(SupervisorAlert.About(kind, page.Id.ToString("N"), "", null, null, now, about.Number));
        tally.Raised++;
    }

    private sealed class Tally
    {
        public List<Page> Pages { get; } = [];

        public int Raised { get; set; }

        public int Settled { get; set; }

        public PagesWritten Written => Pages.Count == 0 ? PagesWritten.None : new(Pages, Raised, Settled);
    }
}
