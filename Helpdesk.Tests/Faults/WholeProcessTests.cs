using System.Net;
using System.Text.RegularExpressions;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Faults;

/// <summary>
/// What customers and agents meet first, against the console as it is shipped: its own process with its own runtime switches.
/// </summary>
public sealed class WholeProcessTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-whole-").FullName;

    [Fact]
    public async Task LinkOfAMail_OpensTheCase_AForgedOneDoesNot_AndSigningInLeadsToTheQueue()
    {
        await using var console = await ConsoleProcess.StartDemoAsync(_data);
        using var caller = new ApiCaller(console.Address, DemoPeople.ApiKey, "en");
        (await caller.PostAsync(Intakes.Path, Intakes.Json())).ShouldBeOk(201);
        var link = Regex.Match(AcknowledgementOf(), "/support/case/[^\\s?]+").Value;
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(console.Address) };

        using var first = await browser.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);
        first.StatusCode.ShouldBe(HttpStatusCode.Found);
        first.Headers.Location!.ToString().ShouldMatch("/support/case/C-[0-9]{8}-[0-9]{4}$");
        using var page = await browser.GetAsync(first.Headers.Location, TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(
            first.Headers.Location.ToString().Split('/')[^1]
        );
        using var forged = await browser.GetAsync(new Uri(link[..^3] + "abc", UriKind.Relative), TestContext.Current.CancellationToken);
        forged.StatusCode.ShouldBe(HttpStatusCode.Gone);
        using var inside = await browser.GetAsync(new Uri("/queue", UriKind.Relative), TestContext.Current.CancellationToken);
        inside.StatusCode.ShouldBe(HttpStatusCode.Found);
        inside.Headers.Location!.ToString().ShouldContain("/account/login");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private string AcknowledgementOf()
    {
        using var db = new SqliteConnection($"Data Source={Path.Combine(_data, "helpdesk.db")};Mode=ReadOnly;Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = "SELECT TextBody FROM OutboxMails ORDER BY Id LIMIT 1";
        return (string)command.ExecuteScalar()!;
    }
}
