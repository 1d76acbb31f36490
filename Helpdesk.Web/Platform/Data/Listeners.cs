using System.Collections.Immutable;

namespace Helpdesk.Web.Platform.Data;

/// <summary>Who wants to hear of a change; one listener's failure does not reach the next.</summary>
public sealed class Listeners(ILogger log)
{
    private ImmutableList<Action> _all = [];

    /// <summary>Adds a listener; disposing the answer, as often as one likes, takes it away.</summary>
    public IDisposable Add(Action onChange)
    {
        ImmutableInterlocked.Update(ref _all, (list, added) => list.Add(added), onChange);
        return new DisposeAction(() => ImmutableInterlocked.Update(ref _all, (list, gone) => list.Remove(gone), onChange));
    }

    public void Tell()
    {
        foreach (var listener in _all)
        {
            try
            {
                listener();
            }
            catch (Exception e)
            {
                log.LogError(e, "A listener failed on a change");
            }
        }
    }
}
