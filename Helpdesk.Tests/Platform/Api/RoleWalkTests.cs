using System.Net;
using System.Reflection;
using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.Support;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Queue.Live;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Platform.Api;

/// <summary>Walks every address and every hub method as everybody who could knock; <see cref="DoorTable"/> says who gets in.</summary>
public sealed partial class RoleWalkTests : IAsyncLifetime
{
    private const string Password = "a long night at the desk";

    // Role, or what else somebody is; the roleless person has signed in and may do nothing.
    private static readonly string[] Roleless = [];
    private static readonly (string Name, string[] Roles)[] Made =
    [
        ("walker-engineer", [Roles.Engineer]),
        ("walker-supervisor", [Roles.Supervisor]),
        ("walker-on-call", [Roles.OnCall]),
        ("walker-admin", [Roles.Administrator]),
        ("walker-none", Roleless),
    ];

    private static readonly Dictionary<string, (ApiKeyScope Scope, string Role)> NarrowKeys = new(StringComparer.Ordinal)
    {
        ["wall"] = (ApiKeyScope.Wall, Roles.Wall),
        ["records"] = (ApiKeyScope.Records, Roles.Records),
        ["reports"] = (ApiKeyScope.Reports, Roles.Reports),
    };

    private readonly Dictionary<string, HttpClient> _callers = new(StringComparer.Ordinal);
    private ConsoleServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ConsoleServer.StartAsync();
        await using (var scope = _server.Services.CreateAsyncScope())
        {
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            foreach (var (name, roles) in Made)
            {
                var person = new Person
                {
                    Id = Guid.CreateVersion7(),
                    UserName = name,
                    DisplayName = name,
                };
                (await people.CreateAsync(person, Password)).Succeeded.ShouldBeTrue();
                (await people.AddToRolesAsync(person, roles)).Succeeded.ShouldBeTrue();
            }
        }

        _callers["nobody"] = Client(null, null);
        _callers["machine"] = Client("X-Api-Key", DemoPeople.ApiKey);
        foreach (var (name, key) in NarrowKeys)
            _callers[name] = Client("X-Api-Key", await KeyAsync(name, key.Scope));
        foreach (var (name, _) in Made)
        {
            using var visitor = new ConsoleVisitor(_server.Address);
            await visitor.SignInAsync("/account/login", name, Password);
            _callers[name] = Client("Cookie", visitor.CookieHeader);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _callers.Values)
            caller.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void EveryAddress_IsInTheTable_AndTheTableHasNoOther()
    {
        var doors = Doors().Select(d => d.Door).Distinct().ToList();

        doors.Where(d => PolicyOf(d) is null).ShouldBeEmpty("decide who may use it and write it into DoorTable");
        DoorTable.Doors.Keys.Except(doors).ShouldBeEmpty("these are not there any more");
    }

    [Fact]
    public async Task EveryAddress_LetsInWhoMay_AndNobodyElse()
    {
        var wrong = new List<string>();
        foreach (var (door, method, path, type) in Doors().Where(d => PolicyOf(d.Door) is not null))
        {
            foreach (var (name, caller) in _callers)
            {
                using var request = new HttpRequestMessage(method, path);
                if (method != HttpMethod.Get)
                    request.Content = new StringContent("{}", Encoding.UTF8, type);
                using var answer = await caller.SendAsync(
                    request,
                    HttpCompletionOption.ResponseHeadersRead,
                    TestContext.Current.CancellationToken
                );
                var met = Met(answer);
                if (answer.StatusCode >= HttpStatusCode.InternalServerError && !path.StartsWith("/health/", StringComparison.Ordinal))
                    wrong.Add($"{name} at {door}: {(int)answer.StatusCode}");
                if (met != Expected(PolicyOf(door)!, name))
                    wrong.Add($"{name} at {door}: {met} ({(int)answer.StatusCode} {answer.Headers.Location})");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryHubMethod_IsForThoseWhoMay_AndAWallHearsNoCase()
    {
        var methods = typeof(QueueHub)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && !typeof(Hub).GetMethods().Any(h => h.Name == m.Name))
            .ToList();
        methods.ShouldNotBeEmpty();
        foreach (var (name, caller) in _callers)
        {
            await using var hub = new HubConnectionBuilder()
                .WithUrl(
                    _server.Address + "/hubs/queue",
                    o =>
                    {
                        foreach (var header in caller.DefaultRequestHeaders)
                            o.Headers[header.Key] = string.Join("; ", header.Value);
                    }
                )
                .Build();
            var expected = Expected(Policies.WatchWall, name);
            if (expected != Outcome.In)
            {
                var refused = await Should.ThrowAsync<HttpRequestException>(
                    () => hub.StartAsync(TestContext.Current.CancellationToken),
                    name
                );
                refused.StatusCode.ShouldBe(expected == Outcome.Unknown ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden, name);
                continue;
            }

            await hub.StartAsync(TestContext.Current.CancellationToken);
            foreach (var method in methods)
            {
                Task CallAsync() =>
                    hub.InvokeCoreAsync(
                        method.Name,
                        [
                            .. method
                                .GetParameters()
                                .Select(p =>
                                    p.ParameterType.IsEnum ? Enum.GetNames(p.ParameterType)[0]
                                    : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType)
                                    : null
                                ),
                        ],
                        TestContext.Current.CancellationToken
                    );
                if (name == "wall" && method.Name != nameof(QueueHub.WatchWall))
                    await Should.ThrowAsync<HubException>(CallAsync, method.Name);
                else
                    await CallAsync();
            }
        }
    }

    private async Task<string> KeyAsync(string name, ApiKeyScope scope)
    {
        var made = await _server
            .Services.GetRequiredService<ApiKeyService>()
            .CreateAsync(
                "walker-" + name,
                new(ActorKind.Person, DemoPeople.Admin.Id, DemoPeople.Admin.DisplayName),
                TestContext.Current.CancellationToken,
                scope
            );
        return made.Value.Secret;
    }

    private HttpClient Client(string? header, string? value)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new(_server.Address),
        };
        if (header is not null)
            client.DefaultRequestHeaders.Add(header, value);
        return client;
    }
}
