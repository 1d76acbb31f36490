using Quartz;

namespace Helpdesk.Web.Platform.Scheduling;

/// <summary>The schedules that jobs of the console have, in one line each.</summary>
public static class Schedules
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(30);

    /// <summary>From the start on, again and again; a run that takes longer than <paramref name="interval"/> delays the next.</summary>
    public static void Every<TJob>(this ITriggerConfigurator<TJob> trigger, TimeSpan interval, string name)
        where TJob : IJob => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(s => s.WithInterval(interval).RepeatForever());

    /// <summary>
    /// The same for what looks through all cases or records and can wait: its first run leaves the processor to the people who come back
    /// after a restart.
    /// </summary>
    public static void EveryOnceSettled<TJob>(this ITriggerConfigurator<TJob> trigger, TimeSpan interval, string name)
        where TJob : IJob
    {
        trigger.Every(interval, name);
        trigger.OnceSettled();
    }

    /// <summary>First run: when a start is over.</summary>
    public static ITriggerConfigurator<TJob> OnceSettled<TJob>(this ITriggerConfigurator<TJob> trigger)
        where TJob : IJob => trigger.StartAt(TimeProvider.System.GetUtcNow() + Settling);

    /// <summary>
    /// At the instant the next of it falls due (<see cref="DueTrigger{TWork}"/>), with a sweep every 30 s as the net under it: whatever was
    /// missed, also while the console was down, is found then.
    /// </summary>
    public static void WhenDue<TWork>(this IQuartzBuilder quartz)
        where TWork : class, IDueWork
    {
        quartz.AddJob<DueJob<TWork>>(job => job.WithIdentity(TWork.Name).StoreDurably());
        quartz.ScheduleJob<DueJob<TWork>>(trigger => trigger.Every(BetweenSweeps, TWork.Name + "-sweep"));
    }
}
