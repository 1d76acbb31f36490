using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Import;
using Helpdesk.Web.Customers.Import.Files;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Customers.Import;

/// <summary>A file is looked at, applied once however often it is sent, and taken back where nobody changed it since (spec U4).</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private readonly ImportHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task File_IsShownAsItWouldBe_ThenApplied_ThenUnchanged()
    {
        await _host.GroundAsync();
        const string text =
            "契約番号,お客様コード,サービスレベル,対象製品,開始日,終了予定日,メモ\n"
            + "M-1,C-1,プレミアム,VSS,令和8年4月1日,2027/3/31,x\n"
            + "M-2,C-9,Gold,VSX,2026-04-01,2027-03-31,\n"
            + "M-3,C-2,スタンダード,VSS、VSP,2026年4月1日,20270331,\n";
        var preview = await _host.PreviewAsync("contracts", text);

        preview.Counts.ShouldBe(new(2, 0, 0, 1));
        preview.Rows[1].Refusals.Select(r => (r.Column, r.Value, r.Error.Code)).ShouldBe([("tier", "Gold", "record.choice-bad")]);
        (await _host.ReadAsync(db => db.Contracts().CountAsync())).ShouldBe(0, "nothing was written");

        var done = await _host.ImportAsync("contracts", text);
        (done.State, done.New, done.Refused, done.RowsDone, done.RowsTotal).ShouldBe((ImportState.Applied, 2, 1, 3, 3));
        File.Exists(_host.Get<ImportFiles>().PathOf(done.Id)).ShouldBeFalse("it tells about people and is not needed any more");
        var contract = await _host.ReadAsync(db => db.Contracts().SingleAsync(c => c.Number == "M-1"));
        (contract.Tier, contract.From, contract.Until).ShouldBe((Domain.Kernel.SupportTier.Premium, new(2026, 4, 1), new(2027, 3, 31)));

        var again = await _host.ImportAsync("contracts", text.Replace("2027/3/31", "2028/3/31", StringComparison.Ordinal));
        (again.New, again.Changed, again.Unchanged).ShouldBe((0, 1, 1));
        (await _host.ImportAsync("contracts", text.Replace("2027/3/31", "2028/3/31", StringComparison.Ordinal))).Unchanged.ShouldBe(2);
        var log = await _host.ReadAsync(db => db.AdminLog().Where(e => e.Action == AdminActs.ImportApplied).ToListAsync());
        log.Count.ShouldBe(5, "one line for each import, the ground's two among them");
        log[^1].Details.ShouldContain("sha256");
    }

    [Fact]
    public async Task Rows_MayNameOthersOfTheFile_InAnyOrder_UnlessThoseAreRefused()
    {
        const string text =
            "key,name,servedBy,zone\n"
            + "C-1,One,C-3,\n"
            + "C-2,Two,C-4,\n"
            + "C-3,Three,,Asia/Tokyo\n"
            + "C-4,Four,,Nowhere\n"
            + "C-5,Five,C-2,\n"
            + "c-1,One again,,\n";
        var preview = await _host.PreviewAsync("customers", text);
        var done = await _host.ImportAsync("customers", text);

        preview.Counts.ShouldBe(new(2, 0, 0, 4));
        (done.New, done.Refused).ShouldBe((2, 4));
        (await _host.RefusalsAsync(done.Id))
            .Select(r => (r.Row, r.Column, r.Code))
            .ShouldBe([
                (3, "servedBy", "customer.unknown"),
                (5, "zone", "record.zone-unknown"),
                (6, "servedBy", "customer.unknown"),
                (7, "key", "import.duplicate"),
            ]);
    }

    [Fact]
    public async Task Contact_WithoutAKey_IsWhoHasOneOfItsAddresses()
    {
        await _host.GroundAsync();
        await _host.ImportAsync("contacts", "key,customer,name,emails\nP-1,C-1,山田 花子,hanako@daiwa.example; yamada@daiwa.example\n");
        var done = await _host.ImportAsync(
            "contacts",
            "customer,name,emails\nC-1,山田 花,YAMADA@daiwa.example\nC-2,Hanako,yamada@daiwa.example\nC-1,Other,new@daiwa.example\n"
                + "C-1,Other too,late@daiwa.example;new@daiwa.example\n"
        );

        (done.New, done.Changed, done.Refused).ShouldBe((2, 1, 1));
        (await _host.RefusalsAsync(done.Id)).Single().Code.ShouldBe("import.duplicate");
        (await _host.ReadAsync(db => db.Contacts().SingleAsync(c => c.Key == "P-1"))).Name.ShouldBe("山田 花");
    }

    [Fact]
    public async Task Import_CutOffInTheMiddle_GoesOnWhereItStopped()
    {
        var text = "key,name\n" + string.Concat(Enumerable.Range(0, 1_300).Select(i => $"C-{i},Customer {i}\n")) + "C-3,Twice\n";
        var file = await _host.ReceiveAsync(text, kind: "customers");
        await _host.Get<ImportOrders>().StartAsync(file.Id, false);
        // The first batch reaches the disk, and the process ends.
        var sheet = SheetFile.Open(_host.Get<ImportFiles>().PathOf(file.Id)).Value;
        var reading = new ImportReading(file.Kind!, sheet, file.Matching);
        await _host.Get<ImportBatch>().WriteAsync(file.Id, reading.Pass, reading.Batches(_ => { }).First(), CancellationToken.None);
        var half = await _host.FindAsync(file.Id);
        half.State.ShouldBe(ImportState.Applying);
        half.RowsDone.ShouldBe(500);

        await _host.Get<ImportRun>().ApplyAsync(file.Id, CancellationToken.None);
        var done = await _host.FindAsync(file.Id);
        (done.State, done.New, done.Refused, done.RowsDone).ShouldBe((ImportState.Applied, 1_300, 1, 1_301));
        (await _host.ReadAsync(db => db.RecordChanges().CountAsync())).ShouldBe(1_300, "no row was written twice");
        (await _host.RefusalsAsync(done.Id))
            .Single()
            .Args.ShouldContain("\"5\"", customMessage: "the first is named though it came before the cut");
    }

    [Fact]
    public async Task Import_StoppedByHand_GoesOn_OrEndsAndIsTakenBack()
    {
        var text = "key,name\n" + string.Concat(Enumerable.Range(0, 600).Select(i => $"S-{i},Customer {i}\n"));
        var file = await _host.ReceiveAsync(text, kind: "customers");
        var orders = _host.Get<ImportOrders>();
        (await orders.GoOnAsync(file.Id)).Errors[0].Code.ShouldBe("import.not-paused");
        await orders.StartAsync(file.Id, false);
        var reading = new ImportReading(file.Kind!, SheetFile.Open(_host.Get<ImportFiles>().PathOf(file.Id)).Value, file.Matching);
        await _host.Get<ImportBatch>().WriteAsync(file.Id, reading.Pass, reading.Batches(_ => { }).First(), CancellationToken.None);
        (await orders.PauseAsync(file.Id)).IsOk.ShouldBeTrue();

        await _host.Get<ImportRun>().ApplyAsync(file.Id, CancellationToken.None);
        var paused = await _host.FindAsync(file.Id);
        (paused.State, paused.RowsDone).ShouldBe((ImportState.Paused, 500), "nothing is written while it is stopped");
        (await orders.PauseAsync(file.Id)).Errors[0].Code.ShouldBe("import.cannot-pause");

        (await orders.GoOnAsync(file.Id)).IsOk.ShouldBeTrue();
        await orders.PauseAsync(file.Id);
        (await orders.EndAsync(file.Id)).IsOk.ShouldBeTrue();
        var ended = await _host.FindAsync(file.Id);
        (ended.State, ended.New, ended.HasFile).ShouldBe((ImportState.Stopped, 500, false));
        (await orders.ReturnAsync(file.Id, ended.By)).IsOk.ShouldBeTrue("what it brought can be taken back");
    }

    [Fact]
    public async Task TakenBack_WhatNobodyChanged_AndTheRestIsNamed()
    {
        await _host.ImportAsync("products", "code,nameEn\nVSS,Server\n");
        await _host.ImportAsync("customers", "key,name\nC-0,Zero\n");
        var import = await _host.ImportAsync("customers", "key,name,servedBy\nC-0,Nought,\nC-1,One,C-2\nC-2,Two,\nC-3,Three,\nC-4,Four,\n");
        await _host.ImportAsync("customers", "key,name\nC-3,Three!\n");
        await _host.ImportAsync("contacts", "customer,name,emails\nC-4,Four,four@four.example\n");

        var back = await _host.TakeBackAsync(import.Id);
        (back.State, back.Returned, back.Kept).ShouldBe((ImportState.TakenBack, 3, 2));
        (await _host.RefusalsAsync(import.Id))
            .Select(r => (r.Value, r.Code))
            .ShouldBe([("C-4", "record.in-use"), ("C-3", "import.changed-since")], ignoreOrder: true);
        (await _host.ReadAsync(db => db.Customers().OrderBy(c => c.Key).Select(c => c.Name).ToListAsync())).ShouldBe([
            "Zero",
            "Three!",
            "Four",
        ]);
        (await _host.Get<ImportOrders>().ReturnAsync(import.Id, ImportHost.Admin.ToActor()))
            .Errors.Single()
            .Code.ShouldBe("import.cannot-return");
        (await _host.ReadAsync(db => db.AdminLog().CountAsync(e => e.Action == AdminActs.ImportTakenBack))).ShouldBe(1);
    }

    [Fact]
    public async Task StopAtTheFirstRefusal_KeepsWhatCameBefore()
    {
        var done = await _host.ImportAsync("customers", "key,name\nC-1,One\nC-2,\nC-3,Three\n", stop: true);

        (done.State, done.New, done.Refused, done.RowsDone).ShouldBe((ImportState.Stopped, 1, 1, 2));
        (await _host.ReadAsync(db => db.Customers().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Matching_IsRemembered_AndAMissingColumnIsSaid()
    {
        var desk = _host.Get<ImportDesk>();
        var file = await _host.ReceiveAsync("コード;社名\nC-1;大和\n", kind: "customers");
        file.Matching.ShouldBe([null, null]);
        var refused = await desk.PreviewAsync(file.Id, file.Kind!, ["key", null], null, CancellationToken.None);
        refused.Errors.Select(e => (e.Code, e.Field)).ShouldBe([("import.column-missing", "name")]);
        (await desk.PreviewAsync(file.Id, file.Kind!, ["key", "name"], null, CancellationToken.None)).Value.Counts.New.ShouldBe(1);

        (await _host.ReceiveAsync("コード;社名\nC-2;日立\n", kind: "customers")).Matching.ShouldBe(["key", "name"]);
    }

    [Fact]
    public async Task Kind_IsGuessedByHeadings_ThenByTheName()
    {
        (await _host.ReceiveAsync("シリアル番号,製品コード\nX,Y\n")).Kind!.Name.ShouldBe("licences");
        (await _host.ReceiveAsync("Product code,VERSION,released_on\nX,1,\n")).Kind!.Name.ShouldBe("versions");
        (await _host.ReceiveAsync("Customer key,Name\nX,Y\n")).Kind.ShouldBeNull("customers and contacts have both");
        (await _host.ReceiveAsync("Customer key,Name\nX,Y\n", "Kontakte contacts 2026.csv")).Kind!.Name.ShouldBe("contacts");
        (await _host.ReceiveAsync("foo,bar\nX,Y\n")).Kind.ShouldBeNull();
    }

    [Fact]
    public async Task WhoMayNotManageRecords_ImportsNothing()
    {
        var file = await _host.ReceiveAsync("key,name\nC-1,One\n", kind: "customers");
        await using var scope = _host.Services.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<ImportHandlers>();
        var who = ImportHost.Engineer;

        (await handlers.ReceiveAsync(Stream.Null, "x.csv", who, Token)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.FindAsync(file.Id, who, Token)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.ProposeAsync(file.Kind!, file.Headings, who, Token)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.PreviewAsync(file.Id, file.Kind!, file.Matching, null, who, Token)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.ApplyAsync(file.Id, false, who)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.TakeBackAsync(file.Id, who)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.DiscardAsync(file.Id, who)).Errors[0].Code.ShouldBe("auth.forbidden");
        var query = _host.Get<ImportsQuery>();
        (await query.ListAsync(who, Token)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await query.RefusalsAsync(file.Id, 0, 9, who, Token)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.ApplyAsync(file.Id, false, ImportHost.Admin)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Samples_OfEveryKind_WouldBeTaken()
    {
        foreach (var kind in _host.Get<ImportKinds>().All)
        {
            var table = Helpdesk.Web.Customers.Import.Ways.ImportSamples.Table(kind, System.Globalization.CultureInfo.GetCultureInfo("ja"));
            var text = System.Text.Encoding.UTF8.GetString(Helpdesk.Web.Customers.Import.Files.SampleFiles.Csv(table));
            var done = await _host.ImportAsync(kind.Name, text);
            (done.New, done.Refused).ShouldBe((2, 0), string.Join(", ", (await _host.RefusalsAsync(done.Id)).Select(r => r.Code)));
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
