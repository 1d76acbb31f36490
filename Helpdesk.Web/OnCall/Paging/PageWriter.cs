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
public sealed partial class PageWriter(
    DutyRoster roster,
    NightWatch watch,
    StaffMailWriter mails,
    PagingWords words,
    HookBodies hooks,
    SupportProgramme programme,
    IOptions<PagingOptions> options,
    IdSource ids
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
        // Of any tier: a tier that was taken away leaves a page to end, and any case can be handed over by a page.
        List<Case> concerned = [.. changed.Where(c => c.Timeline.Count > 0)];
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
        await OpenIfCalledForAsync(db, waiting, now, tally);
        return tally.Written;
    }

    /// <summary>Asks the next, unsaved, because nobody has acknowledged so far.</summary>
    public PagesWritten WriteNext(HelpdeskDb db, Page page, Instant now)
    {
        var tally = new Tally();
        Ask(db, page, page.Case, now, tally);
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

        Name(db, page, about, person, now, tally);
        return tally.Written;
    }

    private async Task FollowAsync(HelpdeskDb db, Case about, Page? page, Instant now, Actor? by, Tally tally)
    {
        if (page is null)
        {
            if (!await GoOnIfUndoneAsync(db, about, now, tally))
                await OpenIfCalledForAsync(db, about, now, tally);
            return;
        }

        var standing = await watch.OfAsync(db, about, now);
        if (PageRules.EndOf(page.Cause, about, standing.Need, standing.Hold, now) is { } how)
            await EndAsync(db, page, about, how, by, now, tally);
        else if (PageRules.HandedTo(about) is { } to && roster.CanHold(to) && !page.HasJustAsked(to))
            Name(db, page, about, to, now, tally);
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

    private async Task OpenIfCalledForAsync(HelpdeskDb db, Case about, Instant now, Tally tally)
    {
        var business = programme.Calendar(SupportProgramme.BusinessCalendarId);
        // Nearly every case stops here, without a look at the database.
        if (business.IsOpen(now))
            return;
        await NightWatch.KnowLinksAsync(db, about);
        if (NightNeed.Of(about, programme, now) is not { } need)
            return;
        var hold = (await watch.OfAsync(db, about, now)).Hold;
        if (PageRules.CauseOf(need, hold, business, now) is not { } cause)
            return;
        if (hold is not null)
            about.Tell(new PageHoldOver(about.OwnerName ?? "–", hold.Last), Rule, now);
        var page = NewPage(about, cause, now);
        db.Pages().Add(page);
        // What somebody hands on is not off their hands before the other has said yes.
        if (need.Since < now && PageRules.HandedTo(about) is { } to && roster.CanHold(to))
            Name(db, page, about, to, now, tally);
        else
            Ask(db, page, about, now, tally, await TrailAsync(db, about, need));
    }

    private void Name(HelpdeskDb db, Page page, Case about, Guid person, Instant now, Tally tally) =>
        Store(db, page, about, new PageStep(page.Steps.Count + 1, PageStage.Named, now, [person], []), tally);

    private Page NewPage(Case about, PageCause cause, Instant now) =>
        new()
        {
            Id = ids.New(),
            Case = about,
            Cause = cause,
            OpenedAt = now,
            Night = PageRules.NightOf(programme.Calendar(SupportProgramme.BusinessCalendarId), now),
        };

    private void Ask(HelpdeskDb db, Page page, Case about, Instant now, Tally tally, PageTrail? trail = null)
    {
        var duty = roster.At(now);
        var before = page.ToSteps();
        var step = Escalation.Next(before, duty, now, trail);
        if (step.Number == 1 && duty.IsDeserted)
            Raise(db, AlertKind.NobodyOnCall, page, about, now, tally);
        if (step.Stage == PageStage.Everyone && !before.Any(s => s.Stage == PageStage.Everyone))
            Raise(db, AlertKind.PageUnanswered, page, about, now, tally);
        Store(db, page, about, step, tally);
    }

    private void Store(HelpdeskDb db, Page page, Case about, PageStep step, Tally tally)
    {
        tally.Pages.Add(page);
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
}
