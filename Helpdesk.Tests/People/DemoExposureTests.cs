using System.Text.Json;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.Support;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.People;

/// <summary>A demo is for one's own machine: off where it is shipped, and loud where others reach it.</summary>
public sealed class DemoExposureTests
{
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("[::]", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("*", false)]
    [InlineData("+", false)]
    [InlineData("192.168.1.7", false)]
    [InlineData("support.example.com", false)]
    [InlineData("localhost.example.com", false)]
    public void IsOwn_NamesOfThisMachineAlone(string host, bool own) => DemoExposure.IsOwn(host).ShouldBe(own);

    [Theory]
    [InlineData(true, "localhost", false)]
    [InlineData(true, "support.example.com", true)]
    [InlineData(false, "support.example.com", false)]
    public async Task EveryPage_WarnsWhereOthersReachADemo(bool demo, string host, bool warns)
    {
        await using var server = await ConsoleServer.StartAsync(new() { WithDemo = demo });
        using var http = new HttpClient();
        foreach (var path in new[] { "/account/login", "/support/help", "/wall" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + path);
            request.Headers.Host = host;
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            page.Contains("class=\"demo-exposed\"", StringComparison.Ordinal).ShouldBe(warns, path);
        }

        server.Services.GetRequiredService<DemoExposure>().IsExposed("localhost").ShouldBeFalse();
    }

    [Fact]
    public void Shipped_TheDemoIsOff_AndDotnetRunTurnsItOn()
    {
        using var shipped = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "appsettings.json")));
        shipped.RootElement.GetProperty("Demo").GetProperty("Enabled").GetBoolean().ShouldBeFalse();
        using var run = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(SourceTree.Root, "Helpdesk.Web", "Properties", "launchSettings.json"))
        );
        var first = run.RootElement.GetProperty("profiles").EnumerateObject().First();
        first.Value.GetProperty("environmentVariables").GetProperty("Demo__Enabled").GetString().ShouldBe("true");
    }
}
