using Helpdesk.Web.Customers.Import.Store;

namespace Helpdesk.Web.Customers.Import.Ways;

/// <summary>Waits until the console is done with an import.</summary>
public sealed class ImportWait(ImportsQuery imports, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    internal async Task<ImportLine> UntilDoneAsync(Guid id, CancellationToken cancellation)
    {
        while (true)
        {
            // One that somebody stopped goes on when they say so.
            if (await imports.FindAsync(id, cancellation) is { IsUnderWay: false, State: not ImportState.Paused } done)
                return done;
            await Task.Delay(Look, time, cancellation);
        }
    }
}
