using Microsoft.AspNetCore.SignalR.Protocol;

namespace Helpdesk.Tests.Support.Load;

/// <summary>
/// The hub protocol of Blazor Server. ASP.NET Core keeps the class to itself, hence reflection: driver and server then speak exactly
/// alike. (The public MessagePack package answers to another name and asks for a package that this registry does not hold.)
/// </summary>
internal static class BlazorPack
{
    private const string TypeName =
        "Microsoft.AspNetCore.Components.Server.BlazorPack.BlazorPackHubProtocol, Microsoft.AspNetCore.Components.Server";

    /// <exception cref="TypeLoadException">This version of ASP.NET Core has it elsewhere.</exception>
    public static IHubProtocol Create() =>
        (IHubProtocol)Activator.CreateInstance(Type.GetType(TypeName, throwOnError: true)!, nonPublic: true)!;
}
