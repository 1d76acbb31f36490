using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Cases.CustomerSilence;

/// <summary>Reminds customers who stay silent and closes their cases when their time is up (spec C8).</summary>
public sealed class SilenceKeeper(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    SupportProgramme programme,
    IClock clock,
    ILogger<SilenceKeeper> log
)
{
    /// <summary>Named on the time line as the one who acted.</summary>
    public static readonly Actor Rule = Actor.System("C8");

    // A person's mail about the case waits for a decision: as long as that, nobody knows that the customer was silent.
    private static readonly InboundCause[] s_words =
    [
        InboundCause.NumberWithoutToken,
        InboundCause.Oversized,
        InboundCause.Flood,
        InboundCause.SameIdOtherContent,
        InboundCause.CouldNotFile,
    ];

    /// <summary>Does what is due by now, one case and one transaction at a time.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        List<long> due;
        var now = clock.GetCurrentInstant();
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            due = await db
                .Cases.Where(c => c.SilenceActsAt != null && c.SilenceActsAt <= now)
                .OrderBy(c => c.SilenceActsAt)
                .Select(c => c.Id)
                .ToListAsync(cancellation);
        foreach (var id in due)
        {
            cancellation.ThrowIfCancellationRequested();
            await ActAsync(id);
        }
    }

    private static Task<bool> HasHeldWordAsync(HelpdeskDb db, string number) =>
        db.InboundMails().AnyAsync(m => m.State == InboundState.Held && m.CaseNumber == number && s_words.Contains(m.Cause));

    private async Task ActAsync(long id)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var target = await db.Cases.Include(c => c.Clocks).Include(c => c.Links).SingleAsync(c => c.Id == id);
        var context = new CaseContext(clock.GetCurrentInstant(), Rule, programme);
        // The customer may have written since the list was read, or the rules may be others than when it was planned.
        if (target.SilencePlan(programme) is not { } plan || plan.At > context.Now)
        {
            if (target.PlanSilenceAnew(programme))
                await db.SaveChangesAsync();
            return;
        }

        if (await HasHeldWordAsync(db, target.Number))
            return;
        var reason = target.ConfirmedAt is null ? ClosingReason.NoAnswer : ClosingReason.Confirmed;
        var done = plan.IsClosing ? target.Close(reason, null, null, context) : target.Remind(context);
        var saved = done.IsOk ? await saver.SaveAsync(db, target) : Result<QueueEntry>.Refuse(done.Errors);
        if (!saved.IsOk)
            log.LogError("The silence of {Case} could not be acted on: {Code}", target.Number, saved.Errors[0].Code);
    }
}

/// <summary>Looks every minute; the question costs an index.</summary>
[DisallowConcurrentExecution]
public sealed class SilenceJob(SilenceKeeper keeper) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await keeper.RunAsync(cancellationToken);
}
