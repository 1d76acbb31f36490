using Helpdesk.Web.Platform.Live;
using Quartz;

namespace Helpdesk.Web.Search;

/// <summary>Rung by whoever has changed something that is searched for; the change itself is noted in the database.</summary>
public sealed class SearchSignal : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    public Task WaitAsync(CancellationToken cancellation) => _rung.WaitAsync(cancellation);

    public void Dispose() => _rung.Dispose();
}

/// <summary>Catches up soon after each change: a moment's rest between rounds puts many changes together.</summary>
public sealed class SearchKeeper(SearchUpkeep upkeep, SearchSignal bell, CaseFeed feed, ILogger<SearchKeeper> log) : BackgroundService
{
    /// <summary>The first page matters more.</summary>
    private static readonly TimeSpan StartPause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await feed.Loaded.WaitAsync(stoppingToken);
        await RealTime.RestAsync(StartPause, stoppingToken);
        using var following = feed.Subscribe(_ => bell.Ring());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Run(() => upkeep.CatchUpAsync(stoppingToken), stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The sweep tries again; the notes of what is missing stay where they are.
                log.LogError(e, "The search index could not be brought up to date");
            }

            await bell.WaitAsync(stoppingToken);
            await RealTime.RestAsync(Rest, stoppingToken);
        }
    }
}

/// <summary>The net under the bell: every 30 s it rings, and what was taken in is tidied away.</summary>
[DisallowConcurrentExecution]
public sealed class SearchSweepJob(SearchUpkeep upkeep, SearchSignal bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        bell.Ring();
        await upkeep.TidyAsync(cancellationToken);
    }
}
