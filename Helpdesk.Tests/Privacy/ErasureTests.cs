using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Search;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Visit;
using Helpdesk.Web.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Privacy;

/// <summary>One contact erased: the person is gone, the figures and the chain stay (spec I7).</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private static readonly string[] Traces =
    [
        PrivacyHost.Name,
        "quillfeather",
        "7946 0018",
        PrivacyHost.Words,
        PrivacyHost.Note,
        "heron.log",
    ];

    private readonly PrivacyHost _host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Erased_NoTraceIsLeft_FiguresAndChainStay()
    {
        var closed = await _host.ClosedAsync();
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

        var done = await _host.EraseAsync(PrivacyHost.Mail.ToUpperInvariant(), PrivacyHost.Mail, PrivacyHost.Admin);

        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
        done.Value.ShouldBe(1);
        (await TracesAsync()).ShouldBeEmpty();
        (await FoundAsync("Quillfeather")).ShouldBeEmpty();
        (await FoundAsync("heron reeds")).ShouldBeEmpty("the index forgets the words too");
        var left = await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == closed.Id));
        (left.Status, left.ClosingReason, left.Severity, left.ProductCode, left.ErasedAt).ShouldBe(
            (CaseStatus.Closed, ClosingReason.Confirmed, Severity.High, "SPX-SERVER", _host.Host.Now)
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
        var contact = await _host.ReadAsync(db =>
            db.Contacts().AsNoTracking().SingleAsync(c => db.Licences().Any(l => l.Serial == licence && l.ContactKey == c.Key))
        );
        (contact.Name, contact.Emails.Count, contact.Phones.Count).ShouldBe(("", 0, 0));
        (await _host.ReadAsync(db => db.RecordChanges().AnyAsync(c => c.Key == contact.Key && c.After != null))).ShouldBeFalse();
        _host.Check().ShouldAllBe(chain => chain.Broken == null);
        _host.Check()[0].Erased.ShouldBeGreaterThan(2);
        var act = await _host.ReadAsync(db => db.AdminLog().AsNoTracking().SingleAsync(e => e.Action == AdminActs.ContactErased));
        act.SubjectName.ShouldBe(closed.Number, "the log names the case, not the person");
    }

    [Fact]
    public async Task Erased_NothingLeadsBack()
    {
        var closed = await _host.ClosedAsync();
        var token = _host.Services.GetRequiredService<CustomerLinks>().CreateView(closed.Number, closed.LinkStamp);
        var door = _host.Services.GetRequiredService<CustomerDoor>();
        (await door.ExchangeAsync(token, Cancel)).ShouldNotBeNull();

        (await _host.EraseAsync(PrivacyHost.Mail, PrivacyHost.Mail, PrivacyHost.Admin)).IsOk.ShouldBeTrue();

        (await door.ExchangeAsync(token, Cancel)).ShouldBeNull();
        var desk = _host.Services.GetRequiredService<NewLinkSender>();
        desk.Ask(new(closed.Number, PrivacyHost.Mail), "198.51.100.9");
        desk.Ask(new(closed.Number, ""), "198.51.100.9");
        await desk.SettleAsync(Cancel);
        (await _host.Host.MailsOfAsync(closed)).ShouldBeEmpty();
        await using var scope = _host.Services.CreateAsyncScope();
        var again = await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(closed.Number, null, new ReopenCase("again"), IntakeHost.Agent, Cancel);
        again.Errors.ShouldHaveSingleItem().Code.ShouldBe("case.erased");
        (await _host.EraseAsync(PrivacyHost.Mail, PrivacyHost.Mail, PrivacyHost.Admin))
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe("privacy.unknown", "there is nothing left to erase");
    }

    [Fact]
    public async Task Erase_IsRefused_ToOthers_WithoutRepeating_AndWhileACaseIsOpen()
    {
        (await _host.EraseAsync(PrivacyHost.Mail, PrivacyHost.Mail, IntakeHost.Agent)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await _host.EraseAsync(PrivacyHost.Mail, PrivacyHost.Mail, PrivacyHost.As(Roles.Supervisor)))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await _host.EraseAsync(PrivacyHost.Mail, PrivacyHost.Mail, PrivacyHost.Admin)).Errors[0].Code.ShouldBe("privacy.unknown");
        (await _host.EraseAsync("", "", PrivacyHost.Admin)).Errors[0].Code.ShouldBe("text.required");
        await _host.ClosedAsync();
        var open = await _host.Host.OpenAsync(r => r with { Email = PrivacyHost.Mail, ContactName = PrivacyHost.Name });
        (await _host.EraseAsync(PrivacyHost.Mail, "z.quillfeather@gone.exampl", PrivacyHost.Admin))
            .Errors[0]
            .Code.ShouldBe("privacy.repeat");

        var refused = await _host.EraseAsync(PrivacyHost.Mail, PrivacyHost.Mail, PrivacyHost.Admin);

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("privacy.case-open");
        (await _host.ReadAsync(db => db.Cases.CountAsync(c => c.Contact.Email == PrivacyHost.Mail && c.ErasedAt == null))).ShouldBe(
            2,
            "all or nothing"
        );
        (await _host.ReadAsync(db => db.AdminLog().AnyAsync(e => e.Action == AdminActs.ContactErased))).ShouldBeFalse();
        (await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == open.Id))).Contact.Name.ShouldBe(PrivacyHost.Name);
    }

    private Task<string> GiveLicenceAsync() =>
        _host.ReadAsync(async db =>
        {
            var licence = await db.Licences().AsNoTracking().OrderBy(l => l.Serial).LastAsync();
            var contact = await db.Contacts().SingleAsync(c => c.Key == licence.ContactKey);
            db.Entry(contact)
                .CurrentValues.SetValues(
                    contact with
                    {
                        Name = PrivacyHost.Name,
                        Emails = [PrivacyHost.Mail],
                        Phones = [PrivacyHost.Phone],
                    }
                );
            db.MailOwners().RemoveRange(db.MailOwners().Where(o => o.Key == contact.Key));
            db.MailOwners().Add(new(PrivacyHost.Mail, contact.Key));
            await db.SaveChangesAsync();
            return licence.Serial;
        });

    private async Task<IEnumerable<long>> FoundAsync(string words)
    {
        await _host.Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(Cancel);
        return (
            await _host.Services.GetRequiredService<ISearchEngine>().QueryAsync(new(SearchKind.Case, SearchText.Of(words)), Cancel)
        ).Select(h => h.Id);
    }

    /// <summary>Every column of every table that names the person or holds their words.</summary>
    private Task<List<string>> TracesAsync() =>
        _host.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            List<string> tables =
                [.. PrivacyHost.Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")],
                found = [];
            foreach (var table in tables)
            {
                foreach (var column in PrivacyHost.Column(connection, $"SELECT name FROM pragma_table_info('{table}')"))
                    found.AddRange(
                        Traces
                            .Where(trace =>
                                PrivacyHost
                                    .Column(
                                        connection,
                                        $"SELECT 1 FROM \"{table}\" WHERE instr(lower(CAST(\"{column}\" AS TEXT)), "
                                            + $"lower('{trace}')) > 0 LIMIT 1"
                                    )
                                    .Count > 0
                            )
                            .Select(trace => $"{table}.{column}: {trace}")
                    );
            }

            return found;
        });
}
