using System.Net.Http.Json;
using System.Text.Json;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>The queue page as a person handles it.</summary>
internal sealed class QueueSteps(IPage page)
{
    public ILocator Rows => page.Locator(".row");

    public ILocator Selected => page.Locator(".row.selected");

    public ILocator Pane => page.Locator(".case-pane");

    public ILocator News => page.Locator(".news");

    public ILocator Row(string number) => page.Locator(".row", new() { HasText = number });

    public async Task OpenAsync(string query = "")
    {
        await page.GotoAsync("/queue" + query);
        await Rows.First.WaitForAsync();
    }
}

/// <summary>A machine at the console's API.</summary>
internal sealed class ApiCaller(ConsoleServer server) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(server.Address + "/api/v1/"),
        DefaultRequestHeaders = { { "X-Api-Key", DemoPeople.ApiKey } },
    };

    public async Task<string> OpenCaseAsync(
        string subject,
        string severity = "High",
        string serial = "SP-1001-7337",
        string language = "en"
    )
    {
        using var answer = await _http.PostAsJsonAsync(
            "cases",
            new
            {
                userKind = "Business",
                contactName = "Lena Fischer",
                email = "l.fischer@nordwind.example",
                organisation = "Nordwind GmbH",
                language,
                product = "SPX-SERVER",
                productVersion = "5.2.7",
                serialNumber = serial,
                requestType = "TechnicalHelp",
                severity,
                subject,
                description = "Since the update.",
            }
        );
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.IsSuccessStatusCode.ShouldBeTrue(body.ToString());
        return body.GetProperty("number").GetString()!;
    }

    public async Task DoAsync(string number, string word, object body)
    {
        using var answer = await _http.PostAsJsonAsync($"cases/{number}/{word}", body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    public async Task<string> FirstOfAsync(string view)
    {
        var page = await _http.GetFromJsonAsync<JsonElement>($"queue?view={view}&take=1");
        return page.GetProperty("items")[0].GetProperty("number").GetString()!;
    }

    public void Dispose() => _http.Dispose();
}
