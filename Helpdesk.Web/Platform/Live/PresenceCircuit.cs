using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Helpdesk.Web.Platform.Live;

/// <summary>Tells the presence board of a browser that connects or goes, so that a supervisor sees who is there now.</summary>
public sealed class PresenceCircuit(PresenceTracker board, AuthenticationStateProvider authentication) : CircuitHandler
{
    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var who = (await authentication.GetAuthenticationStateAsync()).User;
        if (who.ActorId() is var person && person != Guid.Empty)
            board.Arrive(this, person);
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        board.Depart(this);
        return Task.CompletedTask;
    }
}
