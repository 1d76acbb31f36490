using System.Security.Claims;
using System.Text;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web;
using Helpdesk.Web.Composition;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Customers.Import;

/// <summary>A console without a record on a real SQLite file; it does not listen, and imports run when the test says so.</summary>
public sealed class ImportHost : IAsyncLifetime
{
    private WebApplication _app = null!;

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "helpdesk-import-" + Guid.NewGuid().ToString("N"));

    /// <summary>Further settings.</summary>
    public Dictionary<string, string?> More { get; init; } = [];

    public IServiceProvider Services => _app.Services;

    public static ClaimsPrincipal Admin { get; } = As(DemoPeople.Admin);

    public static ClaimsPrincipal Engineer { get; } = As(DemoPeople.Kato);

    public async ValueTask InitializeAsync()
    {
        MigratedDatabase.LayInto(Folder);
        _app = HelpdeskApp.Build(
            [],
            builder =>
                builder.Configuration.AddInMemoryCollection(
                    new Dictionary<string, string?>(More) { ["Data:Directory"] = Folder, ["Demo:Enabled"] = "false" }
                )
        );
        await _app.Services.PrepareDatabaseAsync(CancellationToken.None);
        await Get<CaseFeed>().Loaded;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task<T> ReadAsync<T>(Func<HelpdeskDb, Task<T>> read)
    {
        await using var db = await Get<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return await read(db);
    }

    public async Task<ReceivedFile> ReceiveAsync(string text, string name = "file.csv", string? kind = null)
    {
        var received = await Get<ImportDesk>()
            .ReceiveAsync(
                new MemoryStream(Encoding.UTF8.GetBytes(text)),
                name,
                kind,
                ImportWay.Page,
                Admin.ToActor(),
                CancellationToken.None
            );
        received.IsOk.ShouldBeTrue(received.IsOk ? null : received.Errors[0].ToString());
        return received.Value;
    }

    /// <summary>Applies a text as a file of a kind.</summary>
    public async Task<RecordImport> ImportAsync(string kind, string text, bool stop = false)
    {
        var file = await ReceiveAsync(text, kind: kind);
        (await Get<ImportOrders>().StartAsync(file.Id, stop)).IsOk.ShouldBeTrue();
        await Get<ImportRun>().ApplyAsync(file.Id, CancellationToken.None);
        return await FindAsync(file.Id);
    }

    public async Task<ImportPreview> PreviewAsync(string kind, string text)
    {
        var file = await ReceiveAsync(text, kind: kind);
        var preview = await Get<ImportDesk>().PreviewAsync(file.Id, file.Kind!, file.Matching, null, CancellationToken.None);
        preview.IsOk.ShouldBeTrue(preview.IsOk ? null : preview.Errors[0].ToString());
        return preview.Value;
    }

    public async Task<RecordImport> TakeBackAsync(Guid id)
    {
        (await Get<ImportOrders>().ReturnAsync(id, Admin.ToActor())).IsOk.ShouldBeTrue();
        await Get<ImportUndo>().RunAsync(id, CancellationToken.None);
        return await FindAsync(id);
    }

    public Task<RecordImport> FindAsync(Guid id) => ReadAsync(db => db.Imports().AsNoTracking().SingleAsync(i => i.Id == id));

    public Task<List<ImportRefusal>> RefusalsAsync(Guid id) =>
        ReadAsync(db => db.ImportRefusals().AsNoTracking().Where(r => r.ImportId == id).OrderBy(r => r.Id).ToListAsync());

    /// <summary>Products and customers that the other kinds name.</summary>
    public async Task GroundAsync()
    {
        await ImportAsync("products", "code,nameEn\nVSS,Server\nVSP,Player\n");
        await ImportAsync("customers", "key,name\nC-1,大和精機株式会社\nC-2,Nordlicht GmbH\n");
    }

    private static ClaimsPrincipal As(DemoPerson person) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, person.Id.ToString()),
                    new Claim(PersonClaims.DisplayName, person.DisplayName),
                    .. person.Roles.Select(r => new Claim(ClaimTypes.Role, r)),
                ],
                "test"
            )
        );
}
