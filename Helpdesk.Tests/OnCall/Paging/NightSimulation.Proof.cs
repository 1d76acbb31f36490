using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Paging;

/// <content>What is stored afterwards, and what it proves.</content>
internal sealed partial class NightSimulation
{
    /// <summary>Proves by what is stored that no page was lost, doubled or late.</summary>
    /// <returns>The figures.</returns>
    public async Task<NightTally> ProveAsync()
    {
        var pages = await host.ReadAsync(db =>
            db.Pages().AsNoTracking().Include(p => p.Case).Include(p => p.Steps).ThenInclude(s => s.Asks).ToListAsync()
        );
        var supervisorAway = await host.ReadAsync(db =>
            db.Absences().AsNoTracking().Where(a => a.PersonId == DemoPeople.Mori.Id).ToListAsync()
        );
        foreach (var (about, pagesAtOnce) in _opened)
        {
            if (pagesAtOnce)
                pages.ShouldContain(
                    p => p.CaseId == about.Id && p.OpenedAt == about.OpenedAt,
                    "an Emergency at night pages in its own transaction"
                );
        }

        foreach (var page in pages)
        {
            var steps = page.Steps.OrderBy(s => s.Number).ToList();
            steps.Select(s => s.Number).ShouldBe(Enumerable.Range(1, steps.Count), "no step is lost or doubled");
            steps.ShouldAllBe(s => s.Asks.Count > 0, "each step asks somebody");
            steps[0].At.ShouldBe(page.OpenedAt);
            // Somebody who is handed the case is asked at once, between two steps.
            foreach (var (before, after) in steps.Zip(steps.Skip(1)).Where(pair => pair.Second.Stage != PageStage.Named))
                (after.At - before.At).ShouldBeInRange(
                    Duration.FromMinutes(5),
                    Duration.FromMinutes(6),
                    "on time; a minute later at most when the console was down"
                );
            var last = page.EndedAt ?? host.Now;
            if (last > page.OpenedAt + Duration.FromMinutes(22))
            {
                steps.ShouldContain(s => s.Stage >= PageStage.Supervisor, "nobody answered: it went all the way");
                if (!steps.Exists(s => s.Stage == PageStage.Named) && !supervisorAway.Exists(a => a.From < last && a.Until > page.OpenedAt))
                    steps.ShouldContain(
                        s => s.Asks.Exists(a => a.PersonId == DemoPeople.Mori.Id),
                        "nobody answered: the supervisor was asked"
                    );
            }

            (page.EndedAt is null && page.NextStepAt is null).ShouldBeFalse("an open page goes on");
            await ProveByTheRecordAsync(page, steps);
        }

        // What reached the world: each step and person one mail, each step one call,
        // whatever died in between; sent again it is the same one.
        var asks = pages.SelectMany(p => p.Steps.SelectMany(s => s.Asks.Select(a => (p.Id, s.Number, a.PersonId)))).ToList();
        asks.ShouldBeUnique();
        var mails = await host.ReadAsync(db => db.StaffMails().AsNoTracking().Where(m => m.PageStep != null).ToListAsync());
        mails.Count.ShouldBe(asks.Count);
        var sent = mails.Where(m => m.State == OutboxState.Sent).Select(m => m.MessageId).ToHashSet(StringComparer.Ordinal);
        var pageMails = mails.Select(m => m.MessageId).ToHashSet(StringComparer.Ordinal);
        host.Wire.Mails.Select(m => m.MessageId).Where(pageMails.Contains).Distinct().ShouldBe(sent, ignoreOrder: true);
        var hooks = await host.ReadAsync(db => db.PageHooks().AsNoTracking().ToListAsync());
        hooks.Count(h => h.Number > 0).ShouldBe(pages.Sum(p => p.Steps.Count));
        host.Wire.Hooks.Select(h => h.Id)
            .Distinct()
            .ShouldBe(hooks.Where(h => h.State == OutboxState.Sent).Select(h => h.Id), ignoreOrder: true);
        if (host.Receiver is { } pager)
            ProveAtThePager(pager, hooks);
        return new(
            _opened.Count,
            pages.Count,
            pages.Sum(p => p.Steps.Count),
            asks.Count,
            pages.Count(p => p.End is PageEnd.Taken or PageEnd.InHand or PageEnd.Answered),
            pages.Count(p => p.Steps.Any(s => s.Stage == PageStage.Named)),
            pages.Count(p => p.EndedAt is null),
            pages.Max(p => p.Steps.Count),
            _looks,
            _acting,
            _kills
        );
    }

    // What was taken over there and is not known here was posted once more under the same id, by whoever came up after a death.
    private static void ProveAtThePager(HookReceiver pager, List<PageHook> hooks)
    {
        pager.Forged.ShouldBeEmpty();
        pager
            .Taken.Select(t => t.Id)
            .Distinct()
            .ShouldBe(hooks.Where(h => h.State == OutboxState.Sent).Select(h => h.Id), ignoreOrder: true, "each hook came over HTTP");
    }

    private async Task ProveByTheRecordAsync(Page page, List<PageStepRow> steps)
    {
        var story = await host.ReadAsync(db =>
            db.Timeline.AsNoTracking().Where(e => e.CaseId == page.CaseId && e.At >= page.OpenedAt).OrderBy(e => e.Id).ToListAsync()
        );
        var until = page.EndedAt ?? Instant.MaxValue;
        var said = story
            .Where(e => e.Event is PageSent && e.At <= until)
            .Select(e => (e.At, ((PageSent)e.Event).Step, string.Join(',', ((PageSent)e.Event).People.Order(StringComparer.Ordinal))))
            .ToList();
        said.ShouldBe(
            steps.Select(s => (s.At, s.Number, string.Join(',', s.Asks.Select(a => a.Person).Order(StringComparer.Ordinal)))),
            "the time line tells each step once"
        );
        if (page.EndedAt is { } ended)
            story.ShouldContain(e => e.At == ended && EndsWith(page, e.Event), "and how it ended");
    }

    private static bool EndsWith(Page page, CaseEvent said) =>
        page.End == PageEnd.Taken ? said is PageAcknowledged or CaseAssigned : said is PageOver;
}

/// <summary>What became of the nights.</summary>
/// <param name="InHand">Pages that somebody took, worked on or answered.</param>
/// <param name="HandedOn">Pages that went on to somebody by name.</param>
/// <param name="Looks">How often a case in need was looked at.</param>
/// <param name="Acting">How often somebody was at it without being asked.</param>
internal sealed record NightTally(
    int Cases,
    int Pages,
    int Steps,
    int Asks,
    int InHand,
    int HandedOn,
    int StillOpen,
    int LongestSteps,
    int Looks,
    int Acting,
    int Deaths
);
