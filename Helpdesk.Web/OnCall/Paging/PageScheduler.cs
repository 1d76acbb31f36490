using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Scheduling;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Hears of new pages, and of who is on call or was switched off: arms both jobs, so that nothing waits for a sweep.</summary>
public sealed class PageScheduler(
    PageSignal bell,
    PageWorker pages,
    RotaCache rota,
    DueTrigger<PageWorker> steps,
    DueTrigger<HookWorker> hooks,
    ILogger<PageScheduler> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heard = rota.Subscribe(bell.Ring);
        await Task.WhenAll(
            DueListener.ListenAsync(bell.StepsHeardAsync, StepsAsync, PageWorker.Name, log, stoppingToken),
            DueListener.ListenAsync(bell.HooksHeardAsync, hooks.ArmAsync, HookWorker.Name, log, stoppingToken)
        );
    }

    private async Task StepsAsync(CancellationToken cancellation)
    {
        // Whose screens are there is written down at once, while they still are.
        await pages.RunAsync(cancellation);
        await steps.ArmAsync(cancellation);
    }
}
