using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Search;
using Helpdesk.Tests.Customers.Import;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Files;
using Helpdesk.Web.Intake.OldCases;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Privacy;
using Helpdesk.Web.Queue.FindCases;
using Helpdesk.Web.Reports.Facts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Tests.Intake.OldCases;

/// <summary>A console with the samples' product and customers; every test moves in cases of numbers of its own.</summary>
public sealed class OldCasesHost : IAsyncLifetime
{
    internal ImportHost Host { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        await Host.GroundAsync();
        await Host.ImportAsync("products", "code,nameEn\nSPX-SERVER,Protect Server\n");
        await Host.ImportAsync("customers", "key,name,mailDomains\nC-9,Nordhafen,nordhafen.example\n");
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary><c>import-cases</c> on a real database: history, open cases, the account, twice is once (spec E5, P11, U2).</summary>
public sealed class ImportCasesTests(OldCasesHost shared) : IClassFixture<OldCasesHost>
{
    private readonly ImportHost _host = shared.Host;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Samples_OfAllForms_AreTaken_SearchableUnderOldNumbers_AndTheChainHolds()
    {
        (await _host.MoveSampleAsync("own.ndjson")).ExitCode.ShouldBe(0);
        string[] people = ["--users", Path.Combine(OldCasesSteps.Samples, "zendesk-users.ndjson"), "--product-field", "360001"];
        var zendesk = await _host.MoveSampleAsync("zendesk.ndjson", people);
        zendesk.ExitCode.ShouldBe(0, zendesk.Errors + zendesk.Said);
        (await _host.MoveSampleAsync("zammad.ndjson", "--product", "spx-server")).ExitCode.ShouldBe(0);

        zendesk.Said.ShouldContain(
            "3 cases read: 2 taken (1 closed, 1 open, 6 messages), 0 were there already, 1 had been deleted there, 0 refused"
        );
        zendesk.Said.ShouldContain("1 files taken, 0 left out");
        var closed = await _host.FindOldAsync("Zendesk", "35436");
        (closed.CustomerKey, closed.VerdictKind, closed.Status).ShouldBe(("C-9", VerdictKind.NotJudged, CaseStatus.Closed));
        var file = await _host.ReadAsync(db => db.Attachments().AsNoTracking().SingleAsync(a => a.CaseId == closed.Id));
        (file.FileName, file.CustomerMaySee, file.AddedBy).ShouldBe(("dialog.txt", true, "Anna Berg"));
        foreach (var old in (string[])["4711", "35436", "22031"])
        {
            var found = await _host.Get<FindCasesQuery>().ListAsync(new(old, null, null), Engineer, Token);
            found.Value.Select(f => f.Case.OldNumber).ShouldContain(old);
        }

        (await _host.Get<OldNumberQuery>().FindAsync("zendesk", "35436", Token)).ShouldBe(closed.Number);
        _host.Verify().ShouldBe(0);
        await NothingWentOutAsync();
        (await _host.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.EmergenciesMovedIn))).ShouldBe(1);
        zendesk.Said.ShouldContain("Open emergencies that were moved in and have nobody yet: 1.");
    }

    [Fact]
    public async Task History_IsInReportsByVolume_NeverInAttainment()
    {
        (await _host.MoveLinesAsync([OldCasesSteps.Line("R-1"), OldCasesSteps.Line("R-2", "open")])).ExitCode.ShouldBe(0);
        var (closed, open) = (await _host.FindOldAsync("Desk", "R-1"), await _host.FindOldAsync("Desk", "R-2"));
        var (history, clocks) = await _host
            .Get<ReportFactsStore>()
            .ReadAsync(
                facts =>
                {
                    var of = facts.Cases.ToArray().ToDictionary(f => f.Id);
                    return (of[closed.Id], of[closed.Id].ClockCount);
                },
                Token
            );
        (history.OpenedAt, history.ClosedAt, clocks).ShouldBe((closed.OpenedAt, closed.ClosedAt, 0));
        open.Clocks.ShouldAllBe(c => c.StartedAt > closed.ClosedAt && !c.WasMissed);
        closed.Number.ShouldStartWith("C-20240301-");
    }

    [Fact]
    public async Task WhatIsWrong_IsRefusedByLineFieldAndRule_AndTheRestIsTaken()
    {
        var moved = await _host.MoveLinesAsync([
            OldCasesSteps.Line("W-1"),
            OldCasesSteps.Line("W-2", change: ("\"VSS\"", "\"NONE\"")),
            OldCasesSteps.Line("W-3", change: ("\"second\"", "\"second\",\"files\":[\"../secret.txt\"]")),
            OldCasesSteps.Line("W-4", "open", ("\"email\":\"anna@c1.example\"", "\"phone\":\"1\"")),
            OldCasesSteps.Line("W-5", change: ("2024-03-04", "2024-02-04")),
            OldCasesSteps.Line("W-6", change: ("\"product\":\"VSS\",", "")),
            OldCasesSteps.Line("W-1"),
            OldCasesSteps.Line("W-7", change: ("\"second\"", "\"second\",\"files\":[\"gone.txt\"]")),
        ]);

        moved.ExitCode.ShouldBe(1);
        string[] said =
        [
            "Line 2 (W-2): product: There is no product \"NONE\"",
            "Line 3 (W-3): messages[1].files[0]: \"../secret.txt\" leads out of the folder",
            "Line 4 (W-4): contact.email: This must be filled in.",
            "Line 5 (W-5): closedAt: It was closed before it was opened.",
            "Line 6 (W-6): product: No product is named.",
            "Line 7 (W-1): this number stands in the file twice",
            "Line 8 (W-7): the case is taken, the file gone.txt is left out",
            "8 cases read: 2 taken (2 closed, 0 open, 4 messages), 1 were there already, 0 had been deleted there, 5 refused",
        ];
        foreach (var line in said)
            moved.Said.ShouldContain(line);
        var last = (await _host.TimelineAsync(await _host.FindOldAsync("Desk", "W-7")))[^1];
        last.Event.ShouldBeOfType<MovedIn>();
        last.Words.ShouldNotBeNull().ShouldContain("gone.txt");
    }

    [Fact]
    public async Task Links_OutOfTheFolder_AreNotFollowed()
    {
        var outside = Path.Combine(Path.GetTempPath(), "oc-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(outside, "secret", Token);
        File.CreateSymbolicLink(Path.Combine(_host.Folder, "inside.txt"), outside);
        var moved = await _host.MoveLinesAsync([
            OldCasesSteps.Line("L-1", change: ("\"second\"", "\"second\",\"files\":[\"inside.txt\"]")),
        ]);
        File.Delete(outside);
        moved.Said.ShouldContain("0 files taken, 1 left out");
    }

    [Fact]
    public async Task RunningConsole_AnotherForm_OrNoFile_StopsBeforeAnything()
    {
        (await _host.MoveAsync("gone.ndjson")).ExitCode.ShouldBe(2);
        var unclear = await _host.MoveTextAsync("{\"a\":1}\n");
        (unclear.ExitCode, unclear.Said.Contains("has none of the three forms", StringComparison.Ordinal)).ShouldBe((2, true));
        using var console = ImportLock.Take(_host.Get<ImportFiles>()).ShouldNotBeNull();
        var beside = await _host.MoveLinesAsync([OldCasesSteps.Line("B-1")]);
        (beside.ExitCode, beside.Errors).ShouldBe(
            (2, "The console is running on this data directory. Stop it, move the cases in, and start it again.\n")
        );
    }

    [Fact]
    public async Task Erasing_TheContact_EmptiesOldCases_AndTheChainStillHolds()
    {
        var line = OldCasesSteps.Line("E-1", change: ("anna@c1.example", "erase@e1.example"));
        (await _host.MoveLinesAsync([line])).ExitCode.ShouldBe(0);
        var moved = await _host.FindOldAsync("Desk", "E-1");
        var done = await _host
            .Get<ContactEraser>()
            .EraseAsync(cases => cases.Where(c => c.Id == moved.Id), null, AdminActs.CasesAgedOut, Actor.System("test"), Token);
        done.IsOk.ShouldBeTrue();
        (await _host.TimelineAsync(moved)).ShouldAllBe(e => e.Words == null && e.ActorName != "Anna");
        (await _host.FindOldAsync("Desk", "E-1")).Contact.Email.ShouldBe("");
        _host.Verify().ShouldBe(0);
    }

    private static readonly Gen<(int Number, bool Open, string Text)[]> Files = Gen.Select(
        Gen.Int[1, 9],
        Gen.Bool,
        Gen.OneOf<string>("one", "二つ", "three\\nlines", "")
    ).Array[0, 12];

    [Fact]
    public async Task Twice_IsOnce_WhateverTheFile()
    {
        var round = 0;
        await Files.SampleAsync(
            async rows =>
            {
                var system = $"P{Interlocked.Increment(ref round)}";
                List<string> lines =
                [
                    .. rows.Select(r =>
                        OldCasesSteps.Line($"{r.Number}", r.Open ? "open" : "closed", ("\"Desk\"", $"\"{system}\""), ("second", r.Text))
                    ),
                ];
                await _host.MoveLinesAsync(lines);
                var once = await PictureAsync(system);
                once.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(rows.DistinctBy(r => r.Number).Count());
                await _host.MoveLinesAsync(lines);
                (await PictureAsync(system)).ShouldBe(once);
            },
            iter: 12,
            threads: 1
        );
        _host.Verify().ShouldBe(0);
    }

    private static System.Security.Claims.ClaimsPrincipal Engineer => ImportHost.Engineer;

    private async Task<string> PictureAsync(string from)
    {
        var cases = await _host.ReadAsync(db =>
            db.Cases.AsNoTracking().Where(c => c.MovedFrom == from).OrderBy(c => c.OldNumber).ToListAsync()
        );
        var entries = await _host.ReadAsync(db => db.Timeline.CountAsync());
        return string.Join('\n', cases.Select(c => $"{c.OldNumber} {c.Number} {c.Status} {c.Version} {entries}"));
    }

    private async Task NothingWentOutAsync()
    {
        (await _host.ReadAsync(db => db.OutboxMails().CountAsync())).ShouldBe(0, "no mail");
        (await _host.ReadAsync(db => db.StaffMails().CountAsync())).ShouldBe(0, "no mail to colleagues");
        (await _host.ReadAsync(db => db.Pages().CountAsync())).ShouldBe(0, "no page");
    }
}
