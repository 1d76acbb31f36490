using System.IO.Compression;
using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Search;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Portal.Visit;
using Helpdesk.Web.Privacy;
using Helpdesk.Web.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Privacy;

/// <summary>One contact's data handed out and erased: the person is gone, the figures and the chain stay (spec I7).</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Name = "Zachary Quillfeather",
        Mail = "z.quillfeather@gone.example",
        Phone = "+44 20 7946 0018",
        Words = "the-heron-stands-in-the-reeds",
        Note = "zzz-secret-zzz",
        FileText = "log of the heron";

    private static readonly string[] Traces = [Name, "quillfeather", "7946 0018", Words, Note, "heron.log"];

    private readonly MailHost _host = new();

    private static ClaimsPrincipal Admin { get; } = As(Roles.Administrator);

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Erased_NoTraceIsLeft_FiguresAndChainStay()
    {
        var closed = await ClosedAsync();
        var licence = await GiveLicenceAsync();
        (await TracesAsync()).ShouldNotBeEmpty("the search finds what is there");
        (await FoundAsync("Quillfeather")).ShouldBe([closed.Id]);
        var before = await _host.ReadAsync(db =>
            db.Clocks.AsNoTracking()
                .Where(c => c.CaseId == closed.Id)
                .OrderBy(c => c.Id)
                .Select(c => new
                {
                    c.Kind,
                    c.DueAt,
                    c.EndedAs,
                    c.EndedAt,
                })
                .ToListAsync()
        );
        var entries = await _host.ReadAsync(db => db.Timeline.CountAsync(e => e.CaseId == closed.Id));

        var done = await EraseAsync(Mail.ToUpperInvariant(), Mail, Admin);

        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
        done.Value.ShouldBe(1);
        (await TracesAsync()).ShouldBeEmpty();
        (await FoundAsync("Quillfeather")).ShouldBeEmpty();
        (await FoundAsync("heron reeds")).ShouldBeEmpty("the index forgets the words too");
        var left = await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == closed.Id));
        (left.Status, left.ClosingReason, left.Severity, left.ProductCode, left.ErasedAt).ShouldBe(
            (CaseStatus.Closed, ClosingReason.Confirmed, Severity.High, "SPX-SERVER", _host.Now)
        );
        (
            await _host.ReadAsync(db =>
                db.Clocks.AsNoTracking()
                    .Where(c => c.CaseId == closed.Id)
                    .OrderBy(c => c.Id)
                    .Select(c => new
                    {
                        c.Kind,
                        c.DueAt,
                        c.EndedAs,
                        c.EndedAt,
                    })
                    .ToListAsync()
            )
        ).ShouldBe(before);
        (await _host.ReadAsync(db => db.Ratings().AsNoTracking().SingleAsync(r => r.CaseId == closed.Id))).Score.ShouldBe(2);
        (await _host.ReadAsync(db => db.Timeline.CountAsync(e => e.CaseId == closed.Id))).ShouldBe(
            entries + 1,
            "what happened stays, and that it was erased"
        );
        (await _host.ReadAsync(db => db.Licences().AsNoTracking().SingleAsync(l => l.Serial == licence))).ContactEmail.ShouldBeNull();
        Check().ShouldAllBe(chain => chain.Broken == null);
        Check()[0].Erased.ShouldBeGreaterThan(2);
        var act = await _host.ReadAsync(db => db.AdminLog().AsNoTracking().SingleAsync(e => e.Action == AdminActs.ContactErased));
        act.SubjectName.ShouldBe(closed.Number, "the log names the case, not the person");
    }

    [Fact]
    public async Task Erased_NothingLeadsBack()
    {
        var closed = await ClosedAsync();
        var token = Services.GetRequiredService<CustomerLinks>().CreateView(closed.Number, closed.LinkStamp);
        var door = Services.GetRequiredService<CustomerDoor>();
        (await door.ExchangeAsync(token, Cancel)).ShouldNotBeNull();

        (await EraseAsync(Mail, Mail, Admin)).IsOk.ShouldBeTrue();

        (await door.ExchangeAsync(token, Cancel)).ShouldBeNull();
        var desk = Services.GetRequiredService<NewLinkSender>();
        desk.Ask(new(closed.Number, Mail), "198.51.100.9");
        desk.Ask(new(closed.Number, ""), "198.51.100.9");
        await desk.SettleAsync(Cancel);
        (await _host.MailsOfAsync(closed)).ShouldBeEmpty();
        await using var scope = Services.CreateAsyncScope();
        var again = await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(closed.Number, null, new ReopenCase("again"), IntakeHost.Agent, Cancel);
        again.Errors.ShouldHaveSingleItem().Code.ShouldBe("case.erased");
        (await EraseAsync(Mail, Mail, Admin))
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe("privacy.unknown", "there is nothing left to erase");
    }

    [Fact]
    public async Task Erase_IsRefused_ToOthers_WithoutRepeating_AndWhileACaseIsOpen()
    {
        (await EraseAsync(Mail, Mail, IntakeHost.Agent)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await EraseAsync(Mail, Mail, As(Roles.Supervisor))).Errors[0].Code.ShouldBe("auth.forbidden");
        (await EraseAsync(Mail, Mail, Admin)).Errors[0].Code.ShouldBe("privacy.unknown");
        (await EraseAsync("", "", Admin)).Errors[0].Code.ShouldBe("text.required");
        await ClosedAsync();
        var open = await _host.OpenAsync(r => r with { Email = Mail, ContactName = Name });
        (await EraseAsync(Mail, "z.quillfeather@gone.exampl", Admin)).Errors[0].Code.ShouldBe("privacy.repeat");

        var refused = await EraseAsync(Mail, Mail, Admin);

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("privacy.case-open");
        (await _host.ReadAsync(db => db.Cases.CountAsync(c => c.Contact.Email == Mail && c.ErasedAt == null))).ShouldBe(
            2,
            "all or nothing"
        );
        (await _host.ReadAsync(db => db.AdminLog().AnyAsync(e => e.Action == AdminActs.ContactErased))).ShouldBeFalse();
        (await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == open.Id))).Contact.Name.ShouldBe(Name);
    }

    [Theory]
    [InlineData("UPDATE Redactions SET Digest = x'00' WHERE EntryId = (SELECT max(EntryId) FROM Redactions)")]
    [InlineData("UPDATE Timeline SET ActorName = 'Somebody else' WHERE Id = (SELECT max(EntryId) FROM Redactions)")]
    [InlineData("UPDATE Timeline SET Event = replace(Event, 'C-', 'D-'), At = At + 1 WHERE Id = (SELECT min(EntryId) FROM Redactions)")]
    [InlineData("DELETE FROM Redactions WHERE EntryId = (SELECT max(EntryId) FROM Redactions)")]
    [InlineData(
        "UPDATE Redactions SET Erasure = 'E0000000-0000-0000-0000-000000000000' WHERE EntryId = (SELECT max(EntryId) FROM Redactions)"
    )]
    public async Task Tombstones_CoverNothingElse(string tampering)
    {
        await ClosedAsync();
        (await EraseAsync(Mail, Mail, Admin)).IsOk.ShouldBeTrue();
        Check()[0].Broken.ShouldBeNull();

        Check(tampering)[0].Broken.ShouldNotBeNull();
    }

    [Fact]
    public async Task Database_RefusesToEmptyAnEntryWithoutATombstone()
    {
        await ClosedAsync();
        await Should.ThrowAsync<SqliteException>(() =>
            _host.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE Timeline SET ActorName = ''"))
        );
    }

    [Fact]
    public async Task Export_HoldsWhatTheContactWroteAndWasSent_AndNoNote()
    {
        var closed = await ClosedAsync();
        await using var target = new MemoryStream();
        var export = Services.GetRequiredService<ContactExport>();
        (await export.WriteAsync(Mail, IntakeHost.Agent, target, Cancel)).Errors[0].Code.ShouldBe("auth.forbidden");
        target.Length.ShouldBe(0);

        (await export.WriteAsync(Mail, Admin, target, Cancel)).IsOk.ShouldBeTrue();

        target.Position = 0;
        await using var zip = new ZipArchive(target, ZipArchiveMode.Read, leaveOpen: true);
        var page = await TextAsync(zip.GetEntry("contact.json")!);
        page.ShouldContain(Words);
        page.ShouldContain(Name);
        page.ShouldNotContain(Note);
        var one = JsonNode.Parse(page)!["cases"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)one["number"]!).ShouldBe(closed.Number);
        ((string)one["consentVersion"]!).ShouldBe("2026-04");
        (await TextAsync(zip.GetEntry((string)one["files"]![0]!["path"]!)!)).ShouldBe(FileText);
        (
            await _host.ReadAsync(db => db.AdminLog().AsNoTracking().SingleAsync(e => e.Action == AdminActs.ContactExported))
        ).Details.ShouldNotContain("quillfeather");
    }

    [Fact]
    public async Task Retention_EmptiesWhatIsOldEnough_AndOnlyThat()
    {
        var old = await ClosedAsync();
        _host.Time.Advance(TimeSpan.FromDays(1824));
        var retention = Services.GetRequiredService<RetentionWorker>();
        await retention.RunAsync(Cancel);
        (await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == old.Id))).ErasedAt.ShouldBeNull();
        var young = await ClosedAsync();
        _host.Time.Advance(TimeSpan.FromDays(2));

        (await retention.RunAsync(Cancel)).ShouldBeGreaterThanOrEqualTo(1);

        (await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == old.Id))).ErasedAt.ShouldBe(_host.Now);
        (await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == young.Id))).ErasedAt.ShouldBeNull();
        (await retention.RunAsync(Cancel)).ShouldBe(0);
        Check().ShouldAllBe(chain => chain.Broken == null);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IServiceProvider Services => _host.Services;

    private static ClaimsPrincipal As(string role) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()),
                    new Claim(PersonClaims.DisplayName, "Admin Aoi"),
                    new Claim(ClaimTypes.Role, role),
                ],
                "test"
            )
        );

    private Task<Result<int>> EraseAsync(string email, string repeated, ClaimsPrincipal who) =>
        Services.GetRequiredService<EraseContactHandler>().HandleAsync(new(email, repeated), who);

    /// <summary>A case with everything a person can leave behind: words, a file, a note, mails, a rating, an unsent enquiry.</summary>
    private async Task<Case> ClosedAsync()
    {
        var opened = await _host.OpenAsync(r =>
            r with
            {
                ContactName = Name,
                Email = Mail,
                Phone = Phone,
                Organisation = null,
                UserKind = UserKind.Home,
                Language = "en",
                Subject = Words,
                Description = Words,
                Answers = new() { BusinessImpact = Words },
            }
        );
        var pass = (
            await Services
                .GetRequiredService<CustomerDoor>()
                .ExchangeAsync(Services.GetRequiredService<CustomerLinks>().CreateView(opened.Number, 0), Cancel)
        )!.Value;
        await using (var file = new MemoryStream(Encoding.UTF8.GetBytes(FileText)))
            (
                await Services
                    .GetRequiredService<PortalFiles>()
                    .AddAsync(PortalFiles.OwnerOf(opened.Number), file, "heron.log", file.Length, Cancel)
            ).IsOk.ShouldBeTrue();
        await ActAsync(opened, pass, new WriteMessage(Words));
        await _host.DoAsync(opened, new AddNote($"{Note}: {Name} rang from {Phone}"));
        await _host.DoAsync(opened, new OfferSolution($"Dear {Name}, {Words}"));
        await _host.SendAsync();
        await ActAsync(opened, pass, new ConfirmSolution());
        await ActAsync(opened, pass, new Rate(2));
        await _host.SendAsync();
        await _host.ReadAsync(async db =>
        {
            var draft = new PortalDraft
            {
                Key = Guid.NewGuid().ToString("N"),
                CreatedAt = _host.Now,
                KeptAt = _host.Now,
            };
            draft.Write(new Dictionary<string, string> { ["email"] = Mail, ["description"] = Words }, "email");
            db.PortalDrafts().Add(draft);
            return await db.SaveChangesAsync();
        });
        return await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == opened.Id));
    }

    private async Task ActAsync(Case on, string pass, CustomerAct act)
    {
        await using var scope = Services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<CustomerActsHandler>().HandleAsync(on.Number, pass, act, null, Cancel);
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
    }

    private Task<string> GiveLicenceAsync() =>
        _host.ReadAsync(async db =>
        {
            var licence = await db.Licences().OrderBy(l => l.Serial).LastAsync();
            (licence.ContactName, licence.ContactEmail, licence.ContactPhone) = (Name, Mail, Phone);
            await db.SaveChangesAsync();
            return licence.Serial;
        });

    private async Task<IEnumerable<long>> FoundAsync(string words)
    {
        await Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(Cancel);
        return (await Services.GetRequiredService<ISearchEngine>().QueryAsync(new(SearchKind.Case, SearchText.Of(words)), Cancel)).Select(
            h => h.Id
        );
    }

    /// <summary>Every column of every table that names the person or holds their words.</summary>
    private Task<List<string>> TracesAsync() =>
        _host.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            List<string> tables =
                [.. Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")],
                found = [];
            foreach (var table in tables)
            {
                foreach (var column in Column(connection, $"SELECT name FROM pragma_table_info('{table}')"))
                    found.AddRange(
                        Traces
                            .Where(trace =>
                                Column(
                                    connection,
                                    $"SELECT 1 FROM \"{table}\" WHERE instr(lower(CAST(\"{column}\" AS TEXT)), lower('{trace}')) > 0 LIMIT 1"
                                ).Count > 0
                            )
                            .Select(trace => $"{table}.{column}: {trace}")
                    );
            }

            return found;
        });

    private static List<string> Column(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // The test's own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        List<string> values = [];
        while (rows.Read())
            values.Add(rows.GetValue(0).ToString()!);
        return values;
    }

    /// <summary>Walks the record of a copy of the database, after tampering with it if so told.</summary>
    private IReadOnlyList<ChainPicture> Check(string? tampering = null)
    {
        var copy = Path.Combine(Path.GetTempPath(), "helpdesk-privacy-" + Guid.NewGuid().ToString("N") + ".db");
        try
        {
            using (var db = Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContext())
                db.Database.ExecuteSqlRaw("VACUUM INTO {0}", copy);
            using var raw = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
            raw.Open();
            if (tampering is not null)
            {
                foreach (var trigger in Column(raw, "SELECT name FROM sqlite_master WHERE type = 'trigger'"))
                    Column(raw, "DROP TRIGGER " + trigger);
                Column(raw, tampering);
            }

            return RecordCheck.Run(raw);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static async Task<string> TextAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync(Cancel));
        return await reader.ReadToEndAsync(Cancel);
    }
}
