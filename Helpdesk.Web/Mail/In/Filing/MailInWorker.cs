using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>Takes what lies in the box: keeps each mail, decides it, and only then has it marked there. One run at a time.</summary>
public sealed class MailInWorker(
    IDbContextFactory<HelpdeskDb> databases,
    InboundStore desk,
    MailFiling filing,
    MailboxState state,
    ILogger<MailInWorker> log,
    IMailBox? box = null
) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            // First what an earlier life kept and could not decide any more.
            await DecideKeptAsync(cancellation);
            if (box is not null)
                await ReadAsync(box, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ReadAsync(IMailBox from, CancellationToken cancellation)
    {
        try
        {
            await from.ReadAsync(TakeAsync, cancellation);
            state.Succeed();
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            state.Fail(e);
            throw;
        }
    }

    private async Task TakeAsync(FetchedMail fetched, CancellationToken cancellation)
    {
        using var kept = await desk.TakeAsync(fetched, cancellation);
        if (kept is not null)
            await filing.FileAsync(kept, cancellation);
        else
            log.LogInformation("A mail came again that is here already");
    }

    private async Task DecideKeptAsync(CancellationToken cancellation)
    {
        List<long> waiting;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            waiting = await db.InboundMails()
                .Where(m => m.State == InboundState.Received)
                .OrderBy(m => m.Id)
                .Select(m => m.Id)
                .ToListAsync(cancellation);
        foreach (var id in waiting)
            await filing.FileAsync(id, cancellation);
    }
}

/// <summary>
/// The quick path: listens to the box and runs when something came; a box that cannot be reached is tried again, with growing pauses.
/// </summary>
public sealed class MailInWatch(IMailBox box, MailInWorker run, TimeProvider time, ILogger<MailInWatch> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await run.RunAsync(stoppingToken);
                pause = TimeSpan.FromSeconds(1);
                await box.WaitAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(
                    "The mailbox {Box} cannot be read, next try in {Seconds} s: {Cause}",
                    box.Name,
                    pause.TotalSeconds,
                    e.Message
                );
                await Task.Delay(pause, time, stoppingToken);
                pause = TimeSpan.FromSeconds(Math.Min(pause.TotalSeconds * 2, LongestPause.TotalSeconds));
            }
        }
    }
}

/// <summary>The net under it, every 45 s, with what waits for the hour: held mails that nobody looks at, bytes past their time.</summary>
[DisallowConcurrentExecution]
public sealed class MailInJob(MailInWorker run, HeldMailWatch held, MailboxWatch mailbox, ILogger<MailInJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await run.RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The watch says more of it, and how often it tries.
            log.LogWarning("The mailbox could not be read: {Cause}", e.Message);
        }

        await mailbox.RunAsync(cancellationToken);
        await held.RunAsync(cancellationToken);
    }
}

/// <summary>Clears bytes away whose time is over, or whose sender was erased, every hour.</summary>
[DisallowConcurrentExecution]
public sealed class ForgetMailJob(HeldMailWatch held) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await held.ForgetAsync(cancellationToken);
}
