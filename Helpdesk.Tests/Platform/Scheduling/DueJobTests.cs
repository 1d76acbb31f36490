using Helpdesk.Web.Platform.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NodaTime.Extensions;
using Quartz;

namespace Helpdesk.Tests.Platform.Scheduling;

/// <summary>Work that falls due, under the real scheduler and the machine's clock.</summary>
public sealed class DueJobTests
{
    [Fact]
    public async Task Job_RunsAtTheInstantItIsDue_AndIsArmedAgain_LongBeforeASweep()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(typeof(DueTrigger<>));
        builder.Services.AddSingleton<Steps>();
        builder.AddQuartz(quartz => quartz.WhenDue<Steps>());
        builder.AddQuartzHostedService();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        // The first sweep comes with the start, the next 30 s later: what runs in between was armed.
        await host.Services.GetRequiredService<Steps>().Third.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);

        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Steps(TimeProvider time) : IDueWork
    {
        private readonly TaskCompletionSource _third = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _runs;

        public static string Name => "steps";

        public Task Third => _third.Task;

        public Task RunAsync(CancellationToken cancellation)
        {
            if (Interlocked.Increment(ref _runs) == 3)
                _third.SetResult();
            return Task.CompletedTask;
        }

        public Task<Instant?> NextAsync(CancellationToken cancellation) =>
            Task.FromResult<Instant?>(time.GetUtcNow().ToInstant() + Duration.FromMilliseconds(100));
    }
}
