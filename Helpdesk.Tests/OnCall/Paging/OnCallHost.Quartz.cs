using System.Diagnostics;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.HandOver;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Quartz;

namespace Helpdesk.Tests.OnCall.Paging;

/// <content>The console's own scheduler on the test's clock, and its own mail folder.</content>
public sealed partial class OnCallHost
{
    private const int MostSweeps = 5;
    private static readonly TimeSpan s_sweep = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private static readonly string[] s_jobs = [PageWorker.Name, HookWorker.Name, HandOverWorker.Name, OutboxWorker.Name];
    private static readonly Type[] s_listeners = [typeof(PageScheduler), typeof(OutboxScheduler)];
    private IScheduler? _scheduler;

    /// <summary>Quartz runs the jobs of nights, each when armed or swept, and mails lie in the folder; else the test runs them.</summary>
    public bool RunsQuartz { get; init; }

    /// <summary>The mails that lie in the console's folder.</summary>
    public int MailsInFolder =>
        Directory.Exists(Path.Combine(_folder, "mail")) ? Directory.GetFiles(Path.Combine(_folder, "mail"), "staff-*.eml").Length : 0;

    /// <summary>How often something was due that nothing had armed, and waited for a sweep.</summary>
    public int Sweeps { get; private set; }

    private async Task StartQuartzAsync()
    {
        if (!RunsQuartz)
            return;
        Wire.Folder = new FolderSender(Options.Create(new DataOptions { Directory = _folder }));
        _scheduler = await Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        // What has no part in a night would only take time; what has is swept every 30 s, and armed by what happens.
        await _scheduler.UnscheduleJobs(GroupMatcher<TriggerKey>.AnyGroup());
        foreach (var job in s_jobs)
        {
            var sweep = TriggerBuilder
                .Create(Time)
                .WithIdentity(job + "-sweep")
                .ForJob(job)
                .StartAt(Time.GetUtcNow())
                .WithSimpleSchedule(s => s.WithInterval(s_sweep).RepeatForever())
                .Build();
            await _scheduler.ScheduleTrigger(sweep, TriggerConflict.KeepEarlier, TestContext.Current.CancellationToken);
        }

        foreach (var listener in Services.GetServices<IHostedService>().Where(s => s_listeners.Contains(s.GetType())))
            await listener.StartAsync(TestContext.Current.CancellationToken);
        await _scheduler.Start();
    }

    private async Task StopQuartzAsync()
    {
        if (_scheduler is null)
            return;
        foreach (var listener in Services.GetServices<IHostedService>().Where(s => s_listeners.Contains(s.GetType())))
            await listener.StopAsync(TestContext.Current.CancellationToken);
        await _scheduler.Shutdown(waitForJobsToComplete: true);
        _scheduler = null;
    }

    // Whatever is due by now is done. What nobody armed waits for the next sweep, which is what sweeps are for.
    private async Task SettleAsync()
    {
        for (var sweeps = 0; !await IsDoneSoonAsync(); sweeps++)
        {
            if (sweeps == MostSweeps)
                throw new InvalidOperationException($"At {Now} something is due, and Quartz does not run it.");
            Time.Advance(s_sweep);
            Sweeps++;
        }
    }

    private async Task<bool> IsDoneSoonAsync()
    {
        for (var start = Stopwatch.GetTimestamp(); await IsDueAsync(); await Task.Delay(1, TestContext.Current.CancellationToken))
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience)
                return false;
        }

        return true;
    }

    private async Task<bool> IsDueAsync()
    {
        IDueWork[] works =
        [
            Services.GetRequiredService<PageWorker>(),
            Services.GetRequiredService<HookWorker>(),
            Services.GetRequiredService<OutboxWorker>(),
        ];
        foreach (var work in works)
        {
            if (await work.NextAsync(TestContext.Current.CancellationToken) <= Now)
                return true;
        }

        return false;
    }
}
