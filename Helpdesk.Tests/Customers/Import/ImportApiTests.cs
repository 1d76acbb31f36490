using System.Text;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.Customers.Import;

/// <summary>Records line by line over HTTP, and by whose key.</summary>
[Collection(ApiTests.Name)]
public sealed class ImportApiTests(ApiServer server)
{
    [Fact]
    public async Task Import_OverHttp_AnswersEachLine_AndOnlyKeysForRecordsMay_U4()
    {
        var key = "T" + Guid.NewGuid().ToString("N")[..12];
        using var crm = server.Caller(await server.KeyAsync(ApiKeyScope.Records));
        var lines = $$"""
            {"key":"{{key}}","name":"星光学","mailDomains":["hoshi2.example"]}
            {"key":"{{key}}-2","name":"Nordlicht","zone":"Berlin"}
            """;
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        var taken = (await crm.PostContentAsync("/api/v1/import/customers", content)).ShouldBeOk();
        taken.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        taken.Text.ShouldContain("\"outcome\":\"new\"");
        taken.Text.ShouldContain("record.zone-unknown");
        (await crm.GetAsync("/api/v1/customers/" + key)).ShouldBeOk();
        using var cases = server.Caller(await server.KeyAsync(ApiKeyScope.Cases));
        (await cases.PostContentAsync("/api/v1/import/customers", new StringContent(lines))).Status.ShouldBe(403);
    }
}
