using System.Diagnostics;
using System.Globalization;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Tests.People;
using Helpdesk.Tests.Support.Smtp;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Composition;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;

namespace Helpdesk.Tests.Administration.GetReady;

/// <summary>What a house lacks, and what makes it ready: by the page's query, by the command, by really sending.</summary>
public sealed class GetReadyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-test-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Check_EmptyHouse_NamesWhatIsMissing_AndLeavesNothing()
    {
        var house = Path.Combine(_folder, "house");
        using var said = new StringWriter();

        var code = await CheckCommand.RunAsync(["--Demo:Enabled=false", "--Data:Directory=" + house], said, said);

        code.ShouldBe(1);
        var lines = said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(ReadinessOrder.Keys.Count);
        foreach (
            var key in new[] { "products", "customers", "contracts", "licences", "people", "mail-out", "mail-in", "address", "backup" }
        )
            lines.ShouldContain(line => line.StartsWith("missing   " + key + ": ", StringComparison.Ordinal), key);
        lines.ShouldContain(line => line == "ok        demo: off");
        lines[0]
            .ShouldBe(
                "missing   products: none – Enter them, or import a file. Without a product no case can be opened. (/admin/products)"
            );
        Directory.Exists(house).ShouldBeFalse();
    }

    [Fact]
    public async Task Check_AsAProcess_EndsWithOne_AndSaysTheSame()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Helpdesk.Web.dll"), "check"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        process.ExitCode.ShouldBe(1, said);
        said.ShouldStartWith("missing   products: none");
        said.ShouldContain("demo: off", Case.Sensitive, "as shipped");
        Directory.GetFileSystemEntries(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pager_IsCalledWithASignedTest_AndWhatItAnswersIsShown_U3()
    {
        await using var pager = await HookReceiver.StartAsync();
        await using var server = await ConsoleServer.StartAsync(
            new()
            {
                WithDemo = false,
                Configuration = new Dictionary<string, string>
                {
                    ["OnCall:WebHook:Url"] = pager.Url,
                    ["OnCall:WebHook:Secret"] = HookReceiver.Secret,
                },
                // The receiver checks the time of the signature by its own clock.
                Start = TimeProvider.System.GetUtcNow(),
            }
        );
        (await StateAsync(server, "pager")).ShouldBe(ReadinessState.Ready);
        var handler = server.Services.GetRequiredService<TryOutHandler>();

        (await handler.HandleAsync(new("pager"), Who.Admin, Token)).Value.ShouldBe(new TriedOut(true, ""));
        pager.Forged.ShouldBeEmpty();
        ((string)pager.Taken.ShouldHaveSingleItem().Body["type"]!).ShouldBe("page.test");

        pager.Answer = _ => Task.FromResult(503);
        (await handler.HandleAsync(new("pager"), Who.Admin, Token)).Value.ShouldBe(new TriedOut(false, "HTTP 503"));
    }

    [Fact]
    public async Task Lines_OfTheDemo_AreReadyButForWhatADemoLacks()
    {
        await using var server = await ConsoleServer.StartAsync();
        var lines = (await server.Services.GetRequiredService<GetReadyQuery>().AllAsync(Token)).ToDictionary(l => l.Key);
        foreach (var key in new[] { "products", "customers", "contracts", "licences", "people", "calendar" })
            lines[key].Now.State.ShouldBe(ReadinessState.Ready, key);
        foreach (var key in new[] { "mail-out", "mail-in", "address" })
            lines[key].Now.State.ShouldBe(ReadinessState.CanWait, "a demo has a mailbox of its own: " + key);
        lines["downloads"].Now.State.ShouldBe(ReadinessState.CanWait, "customers are told to ask (P8)");
        (lines["demo"].Now.State, lines["backup"].Now.State).ShouldBe((ReadinessState.Missing, ReadinessState.Missing));

        await File.WriteAllTextAsync(Path.Combine(server.DataDirectory, BackupCheck.Marker), "", Token);
        File.SetLastWriteTimeUtc(Path.Combine(server.DataDirectory, BackupCheck.Marker), server.Time.GetUtcNow().UtcDateTime.AddHours(-9));
        (await StateAsync(server, "backup")).ShouldBe(ReadinessState.Ready);
        server.Time.Advance(BackupCheck.MostAge.ToTimeSpan());
        (await StateAsync(server, "backup")).ShouldBe(ReadinessState.Missing);
    }

    [Fact]
    public async Task Check_HolidaysThatRunOut_AreMissing_P14()
    {
        // The shipped list ends on 23 November 2030.
        await using var server = await ConsoleServer.StartAsync(
            new() { WithDemo = false, Start = new(2030, 10, 1, 0, 0, 0, TimeSpan.Zero) }
        );
        (await StateAsync(server, "calendar")).ShouldBe(ReadinessState.Missing);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task Words_AreThere(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        foreach (var demo in new[] { true, false })
        {
            await using var server = await ConsoleServer.StartAsync(new() { WithDemo = demo });
            var words = server.Services.GetRequiredService<GetReadyWords>();
            foreach (var line in await server.Services.GetRequiredService<GetReadyQuery>().AllAsync(Token))
            {
                words.Title(line.Key).ShouldNotBe(line.Key);
                words.How(line, InstantPattern.General.Format).ShouldNotContain(line.Key + ".");
                words.WhatToDo(line, InstantPattern.General.Format)?.ShouldNotContain(line.Key + "." + line.Now.Code);
            }
        }
    }

    [Fact]
    public async Task TestMail_ReallyGoesOut_AndTheServersWordsAreShown()
    {
        await using var trap = new SmtpTrap();
        await using var server = await ConsoleServer.StartAsync(
            new()
            {
                WithDemo = false,
                Configuration = new Dictionary<string, string>
                {
                    ["Mail:Sender"] = "Smtp",
                    ["Mail:Host"] = "127.0.0.1",
                    ["Mail:Port"] = trap.Port.ToString(CultureInfo.InvariantCulture),
                    ["Mail:Security"] = "None",
                },
            }
        );
        (await StateAsync(server, "mail-out")).ShouldBe(ReadinessState.Ready);
        var handler = server.Services.GetRequiredService<TryOutHandler>();

        var sent = await handler.HandleAsync(new("mail-out", "emi@vendor.example"), Who.Admin, Token);

        (sent.Value.Worked, sent.Value.Answer.Length > 0).ShouldBe((true, true));
        trap.Received.ShouldHaveSingleItem().To.ShouldContain("emi@vendor.example");
        (await handler.HandleAsync(new("mail-out", "nonsense"), Who.Admin, Token)).Errors[0].Code.ShouldBe("ready.address-bad");
        (await handler.HandleAsync(new("mail-out", " "), Who.Admin, Token)).Errors[0].Code.ShouldBe("ready.address-missing");
        (await handler.HandleAsync(new("pager"), Who.Admin, Token)).Errors[0].Code.ShouldBe("ready.no-trial");
        (await handler.HandleAsync(new("mail-out", "a@b.example"), Who.Person(Guid.NewGuid(), Roles.Supervisor), Token))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        trap.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task TestMail_NobodyThere_SaysSo()
    {
        await using var server = await ConsoleServer.StartAsync(
            new()
            {
                WithDemo = false,
                Configuration = new Dictionary<string, string>
                {
                    ["Mail:Sender"] = "Smtp",
                    ["Mail:Host"] = "127.0.0.1",
                    ["Mail:Port"] = "1",
                    ["Mail:Security"] = "None",
                },
            }
        );
        var tried = await server
            .Services.GetRequiredService<TryOutHandler>()
            .HandleAsync(new("mail-out", "emi@vendor.example"), Who.Admin, Token);
        (tried.Value.Worked, tried.Value.Answer.Contains("127.0.0.1:1", StringComparison.Ordinal)).ShouldBe((false, true));
    }

    [Fact]
    public async Task Query_NobodyButAdministrators_LearnsAnything()
    {
        await using var server = await ConsoleServer.StartAsync(new() { WithDemo = false });
        var query = server.Services.GetRequiredService<GetReadyQuery>();
        (await query.RunAsync(Who.Person(Guid.NewGuid(), Roles.Supervisor), Token).CountAsync(Token)).ShouldBe(0);
        (await query.RunAsync(Who.Admin, Token).CountAsync(Token)).ShouldBe(ReadinessOrder.Keys.Count);
    }

    private static async Task<ReadinessState> StateAsync(ConsoleServer server, string key) =>
        (await server.Services.GetRequiredService<GetReadyQuery>().AllAsync(Token)).Single(l => l.Key == key).Now.State;
}
