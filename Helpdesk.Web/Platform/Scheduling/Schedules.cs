using Quartz;

namespace Helpdesk.Web.Platform.Scheduling;

/// <summary>The two schedules that jobs of the console have, in one line each.</summary>
public static class Schedules
{
    /// <summary>From the start on, again and again; a run that takes longer than <paramref name="interval"/> delays the next.</summary>
    public static void Every<TJob>(this ITriggerConfigurator<TJob> trigger, TimeSpan interval, string name)
        where TJob : IJob => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(s => s.WithInterval(interval).RepeatForever());
}
