using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Helpdesk.Web.Platform.Components;

/// <summary>
/// A component that also changes when nobody touches it. What a feed, a timer or a job brings comes on a thread that has lost the
/// reader's language; <see cref="Later()"/> gives it back before anything is drawn.
/// </summary>
public abstract class LiveComponent : ComponentBase
{
    private readonly CultureInfo _culture = CultureInfo.CurrentUICulture;

    /// <summary>Draws again.</summary>
    protected void Later() => Later(() => Task.CompletedTask);

    protected void Later(Action change) =>
        Later(() =>
        {
            change();
            return Task.CompletedTask;
        });

    /// <summary>Makes a change and draws it; what goes wrong shows as it would after a click.</summary>
    protected void Later(Func<Task> change) =>
        _ = InvokeAsync(async () =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _culture;
            try
            {
                await change();
                StateHasChanged();
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                // The page was left meanwhile.
            }
            catch (Exception e)
            {
                await DispatchExceptionAsync(e);
            }
        });
}
