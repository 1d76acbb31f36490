using System.Net;
using System.Text.RegularExpressions;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Platform.Api;

/// <content>The addresses there are, who may use each, and what somebody met there.</content>
public sealed partial class RoleWalkTests
{
    private static string? PolicyOf(string door) =>
        DoorTable.Doors.TryGetValue(door, out var policy) ? policy
        : door.Contains(" /api/v1/", StringComparison.Ordinal)
        && !door.Contains("/supervise", StringComparison.Ordinal)
        && !door.Contains("/reports", StringComparison.Ordinal)
            ? Policies.WorkCases
        : null;

    private static Outcome Expected(string policy, string caller)
    {
        if (policy == DoorTable.Anybody)
            return Outcome.In;
        if (caller == "nobody")
            return Outcome.Unknown;
        if (policy == DoorTable.SignedIn)
            return NarrowKeys.ContainsKey(caller) ? Outcome.Refused : Outcome.In;
        string[] roles =
            caller == "machine" ? [Roles.Machine]
            : NarrowKeys.TryGetValue(caller, out var key) ? [key.Role]
            : Made.Single(m => m.Name == caller).Roles;
        return roles.Intersect(PolicyRoles.Table[policy]).Any() ? Outcome.In : Outcome.Refused;
    }

    private static Outcome Met(HttpResponseMessage answer) =>
        (answer.StatusCode, answer.Headers.Location?.OriginalString) switch
        {
            (HttpStatusCode.Unauthorized, _) => Outcome.Unknown,
            (HttpStatusCode.Forbidden, _) => Outcome.Refused,
            (HttpStatusCode.Redirect, { } to) when to.Contains("/account/login?returnUrl", StringComparison.Ordinal) => Outcome.Unknown,
            (HttpStatusCode.Redirect, { } to) when to.Contains("/account/denied", StringComparison.Ordinal) => Outcome.Refused,
            _ => Outcome.In,
        };

    /// <summary>Each address with something in its places that is nowhere: whoever gets in finds nothing, and nothing changes.</summary>
    private IEnumerable<(string Door, HttpMethod Method, string Path, string ContentType)> Doors()
    {
        foreach (var endpoint in _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            // What the framework and the packages bring, and what takes everything that nobody else takes.
            if (
                route.StartsWith("/_", StringComparison.Ordinal)
                || route.StartsWith("/hubs/", StringComparison.Ordinal)
                || route.Contains("{**", StringComparison.Ordinal)
                || endpoint.Metadata.Any(m => m.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal))
            )
                continue;
            var isPage = endpoint.Metadata.Any(m => m is Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata);
            // The answer to a refusal looks like one.
            if (route == "/account/denied")
                continue;
            var path = Place()
                .Replace(route, place => place.Value.EndsWith(":guid}", StringComparison.Ordinal) ? Guid.Empty.ToString() : "0");
            var type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json";
            if (isPage)
            {
                yield return ("* " + route, HttpMethod.Get, path, type);
                continue;
            }

            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                yield return ($"{method} {route}", new HttpMethod(method), path, type);
        }
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    private enum Outcome
    {
        In = 0,
        Refused = 1,
        Unknown = 2,
    }
}
