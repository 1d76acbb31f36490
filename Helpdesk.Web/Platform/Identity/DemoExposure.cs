using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>
/// Whether other machines reach a demo, whose passwords stand in the manual: by where it listens, or by a proxy in front.
/// </summary>
public sealed class DemoExposure(DemoGate demo, IServer server)
{
    /// <param name="host">The host by which a reader came, e.g. <c>localhost</c>.</param>
    public bool IsExposed(string host) => demo.IsOpen && (!IsOwn(host) || Listens().Any(a => !IsOwn(a)));

    /// <summary>True for names and addresses of this machine alone.</summary>
    public static bool IsOwn(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private IEnumerable<string> Listens() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(a => BindingAddress.Parse(a).Host) ?? [];
}
