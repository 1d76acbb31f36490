using System.Security.Claims;
using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Portal.Visit;
using Helpdesk.Web.Privacy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Privacy;

/// <summary>A console with a contact who leaves everything behind that a person can, and who is erased.</summary>
public sealed class PrivacyHost : IAsyncLifetime
{
    public const string Name = "Zachary Quillfeather",
        Mail = "z.quillfeather@gone.example",
        Phone = "+44 20 7946 0018",
        Words = "the-heron-stands-in-the-reeds",
        Note = "zzz-secret-zzz",
        FileText = "log of the heron";

    public MailHost Host { get; } = new();

    public IServiceProvider Services => Host.Services;

    public static ClaimsPrincipal Admin { get; } = As(Roles.Administrator);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => Host.InitializeAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Task<T> ReadAsync<T>(Func<HelpdeskDb, Task<T>> read) => Host.ReadAsync(read);

    public static ClaimsPrincipal As(string role) =>
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

    public Task<Helpdesk.Domain.Kernel.Result<int>> EraseAsync(string email, string repeated, ClaimsPrincipal who) =>
        Services.GetRequiredService<EraseContactHandler>().HandleAsync(new(email, repeated), who);

    /// <summary>A case with everything a person can leave behind: words, a file, a note, mails, a rating, an unsent enquiry.</summary>
    public async Task<Case> ClosedAsync()
    {
        var opened = await Host.OpenAsync(r =>
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
        await Host.DoAsync(opened, new AddNote($"{Note}: {Name} rang from {Phone}"));
        await Host.DoAsync(opened, new OfferSolution($"Dear {Name}, {Words}"));
        await Host.SendAsync();
        await ActAsync(opened, pass, new ConfirmSolution());
        await ActAsync(opened, pass, new Rate(2));
        await Host.SendAsync();
        await Host.ReadAsync(async db =>
        {
            var draft = new PortalDraft
            {
                Key = Guid.NewGuid().ToString("N"),
                CreatedAt = Host.Now,
                KeptAt = Host.Now,
            };
            draft.Write(new Dictionary<string, string> { ["email"] = Mail, ["description"] = Words }, "email");
            db.PortalDrafts().Add(draft);
            return await db.SaveChangesAsync();
        });
        return await Host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == opened.Id));
    }

    private async Task ActAsync(Case on, string pass, CustomerAct act)
    {
        await using var scope = Services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<CustomerActsHandler>().HandleAsync(on.Number, pass, act, null, Cancel);
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
    }

    internal static List<string> Column(SqliteConnection db, string sql)
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
    public IReadOnlyList<ChainPicture> Check(string? tampering = null)
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
}
