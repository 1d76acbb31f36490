using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Commands;

/// <summary>What is saved along with cases and has to be told of afterwards.</summary>
/// <param name="Tell">What the steps of the save want to do once it is committed, in their order.</param>
public readonly record struct Attached(int Alerts, bool Mail, IReadOnlyList<Action> Tell);

/// <summary>Saves changed cases with all they bring along in one transaction, then tells the feed. Call it inside the write gate.</summary>
public sealed class CaseSaver(
    QueueEntries entries,
    CaseFeed feed,
    OpenAlerts alerts,
    IOutboxWriter outbox,
    OutboxSignal bell,
    IEnumerable<ICaseSaveStep> steps
)
{
    /// <returns>The row of the first case, or <c>case.changed</c> when another node was faster.</returns>
    public async Task<Result<QueueEntry>> SaveAsync(HelpdeskDb db, params IReadOnlyList<Case> changed)
    {
        var attached = await AttachAsync(db, changed);
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Result<QueueEntry>.Refuse(ErrorKind.Changed, "case.changed", "If-Match", changed[0].Version - 1, changed[0].Version);
        }

        Announce(changed, attached);
        return entries.Of(changed[0]);
    }

    /// <summary>
    /// Adds what the new entries of the time line call for, unsaved: alerts for
    /// supervisors, mails to the customer, and what the steps of a save add.
    /// </summary>
    public async Task<Attached> AttachAsync(HelpdeskDb db, IReadOnlyList<Case> changed)
    {
        // What is added here is added by name; looking through a thousand cases for changes before each mail took seconds.
        var looks = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await WriteAsync(db, changed);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = looks;
        }
    }

    /// <summary>Tells of what was committed; still inside the gate, so that announcements keep the order of the commits.</summary>
    public void Announce(IReadOnlyList<Case> changed, Attached attached)
    {
        foreach (var one in changed)
            feed.Announce(entries.Of(one));
        alerts.Raised(attached.Alerts);
        if (attached.Mail)
            bell.Ring();
        foreach (var tell in attached.Tell)
            tell();
    }

    private async Task<Attached> WriteAsync(HelpdeskDb db, IReadOnlyList<Case> changed)
    {
        List<SupervisorAlert> raised =
        [
            .. changed.SelectMany(c => c.Timeline.Select(entry => SupervisorAlert.Of(c, entry))).OfType<SupervisorAlert>(),
        ];
        db.Alerts.AddRange(raised);
        var mail = false;
        foreach (var one in changed)
            mail |= await outbox.WriteAsync(db, one, one.Timeline, CancellationToken.None);
        var tell = new List<Action>();
        foreach (var step in steps)
        {
            if (await step.WriteAsync(db, changed) is { } afterwards)
                tell.Add(afterwards);
        }

        return new(raised.Count, mail, tell);
    }
}
