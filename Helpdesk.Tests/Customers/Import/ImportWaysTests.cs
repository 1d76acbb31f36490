using System.Text;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Customers.Import.Ways;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Tests.Customers.Import;

/// <summary>The same file by command line, by the watched folder and by call (spec U4, I2).</summary>
public sealed class ImportWaysTests : IAsyncLifetime
{
    private readonly string _watched = Directory.CreateTempSubdirectory("helpdesk-watched-").FullName;
    private readonly ImportHost _host;

    public ImportWaysTests() => _host = new() { More = new() { ["Import:WatchedFolder"] = _watched } };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_watched, recursive: true);
    }

    [Fact]
    public async Task Command_PrintsWhatBecameOfIt_AndItsExitCodeSaysSo()
    {
        (await CommandAsync("key,name\nC-1,One\nC-2,\n", "--kind", "customers", "--dry-run")).ShouldBe(
            (1, "Customers: 2 rows, 1 new, 0 changed, 0 unchanged, 1 refused\nRow 3, Name: \"\" – This field must not be empty.\n")
        );
        (await _host.ReadAsync(db => db.Customers().CountAsync())).ShouldBe(0);
        (await CommandAsync("key,name\nC-1,One\n", "--kind=customers")).Code.ShouldBe(0);
        (await CommandAsync("Customer key,Name\nC-1,One\n")).ShouldBe(
            (2, "It is not clear what the file holds. Say which kind of records it is.\n"),
            "a customer and a contact have both"
        );
        (await CommandAsync("")).Code.ShouldBe(2);
        (await CommandAsync("key,name\nC-1,One\n", "--kind", "cars")).Code.ShouldBe(2);
        (await _host.ReadAsync(db => db.Imports().CountAsync())).ShouldBe(1, "what was only looked at leaves nothing");
        Directory.GetFiles(_host.Get<ImportFiles>().Folder).Where(f => Path.GetFileName(f) != ".console").ShouldBeEmpty();
    }

    [Fact]
    public void Command_PartsItsOwnArguments()
    {
        var what = ImportCommand.Parse(["--Data:Directory=x", "a.csv", "--kind", "licences", "--dry-run"])!;
        (what.File, what.Kind, what.DryRun).ShouldBe(("a.csv", "licences", true));
        what.Settings.ShouldBe(["--Data:Directory=x"]);
        ImportCommand.Parse(["--dry-run"]).ShouldBeNull();
    }

    [Fact]
    public async Task WatchedFolder_TakesWhatHasSettled_AndLeavesAReport()
    {
        var folder = _host.Get<ImportFolder>();
        await File.WriteAllTextAsync(Path.Combine(_watched, "customers.csv"), "key,name,zone\nC-1,One,\nC-2,Two,Nowhere\n", Token);
        await File.WriteAllTextAsync(Path.Combine(_watched, "products.csv"), "code,nameEn\nVSS,Server\n", Token);
        await folder.LookAsync(CancellationToken.None);
        Directory.GetFiles(_watched).Length.ShouldBe(2, "they might still be growing");

        var look = folder.LookAsync(CancellationToken.None);
        var worker = _host.Get<ImportWorker>();
        while (!look.IsCompleted)
        {
            await worker.RunOneAsync(CancellationToken.None);
            await Task.Yield();
        }

        await look;
        Directory.GetFiles(_watched).ShouldBeEmpty();
        Names("done").ShouldBe(["products.csv", "products.csv.report.txt"]);
        Names("refused").ShouldBe(["customers.csv", "customers.csv.report.txt"]);
        var report = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(_watched, "refused"), "*.txt").Single(), Token);
        report.ShouldContain("1 new");
        report.ShouldContain("Row 3, Time zone: \"Nowhere\" – ");
    }

    [Fact]
    public async Task Lines_AreAnsweredOneByOne_AndAreOneImport()
    {
        var answers = await SendAsync(
            "{\"key\":\"C-1\",\"name\":\"One\",\"mailDomains\":[\"a.example\",\"b.example\"],\"servedBy\":\"C-2\"}\n\n"
                + "{\"key\":\"C-2\",\"name\":\"Two\",\"zone\":null}\n{\"key\":\n[1]\n{\"key\":\"C-3\",\"name\":\"x\",\"colour\":\"red\"}\n"
                + "{\"key\":\"C-4\",\"name\":{}}\n"
        );

        answers
            .Select(a => (a.Row, a.Outcome))
            .ShouldBe([
                (1, RowOutcome.New),
                (3, RowOutcome.New),
                (4, RowOutcome.Refused),
                (5, RowOutcome.Refused),
                (6, RowOutcome.Refused),
                (7, RowOutcome.Refused),
            ]);
        answers
            .SelectMany(a => a.Refusals)
            .Select(r => r.Error.Code)
            .ShouldBe(["import.line-bad", "import.line-bad", "record.column-unknown", "import.value-bad"]);
        var import = await _host.ReadAsync(db => db.Imports().AsNoTracking().SingleAsync());
        (import.State, import.Way, import.New, import.Refused).ShouldBe((ImportState.Applied, ImportWay.Api, 2, 4));
        (await _host.TakeBackAsync(import.Id)).Returned.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lines_OfALaterBatch_MayNameThoseOfEarlierOnes(bool dryRun)
    {
        var lines = string.Concat(Enumerable.Range(0, ImportReading.BatchSize).Select(i => $"{{\"key\":\"B-{i}\",\"name\":\"Nr {i}\"}}\n"));
        var last = (
            await SendAsync(
                lines
                    + "{\"key\":\"B-x\",\"name\":\"Last\",\"servedBy\":\"B-3\"}\n"
                    + "{\"key\":\"B-y\",\"name\":\"No\",\"servedBy\":\"B-none\"}\n",
                dryRun
            )
        ).TakeLast(2);
        last.Select(r => r.Outcome).ShouldBe([RowOutcome.New, RowOutcome.Refused]);
    }

    [Fact]
    public void Lines_OfSomebodyWhoMayNot_AreNotTaken() =>
        _host
            .Get<ImportStream>()
            .Take(_host.Get<ImportKinds>().Find("customers")!, AsyncEnumerable.Empty<ImportRow>(), false, ImportHost.Engineer, Token)
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");

    private async Task<List<JudgedRow>> SendAsync(string lines, bool dryRun = false)
    {
        List<JudgedRow> all = [];
        var rows = ImportLines.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(lines)), CancellationToken.None);
        var kind = _host.Get<ImportKinds>().Find("customers")!;
        await foreach (var batch in _host.Get<ImportStream>().Take(kind, rows, dryRun, ImportHost.Admin, Token).Value)
            all.AddRange(batch);
        return all;
    }

    private async Task<(int Code, string Said)> CommandAsync(string text, params string[] more)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text);
        using var said = new StringWriter { NewLine = "\n" };
        var code = await _host.Get<ImportCommand>().RunAsync(ImportCommand.Parse([file, .. more])!, said, said, CancellationToken.None);
        File.Delete(file);
        return (code, said.ToString());
    }

    // Without the time in front, which is the machine's.
    private IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(Path.Combine(_watched, folder)).Select(f => Path.GetFileName(f)[16..]).Order(StringComparer.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
