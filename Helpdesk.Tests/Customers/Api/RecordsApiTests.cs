using Helpdesk.Domain.Customers;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Customers.Api;

/// <summary>Records by the API as a customer system uses it: reading, writing, and who wrote last.</summary>
[Collection(ApiTests.Name)]
public sealed class RecordsApiTests(ApiServer server) : IAsyncLifetime
{
    private ApiCaller _crm = null!;

    public async ValueTask InitializeAsync() => _crm = server.Caller(await server.KeyAsync(ApiKeyScope.Records));

    public ValueTask DisposeAsync()
    {
        _crm.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Put_NewCustomer_IsCreatedWithItsAddressAndReadBackAlike_U4()
    {
        var path = "/api/v1/customers/" + NewKey();
        var made = (await _crm.PutAsync(path, Body())).ShouldBeOk(201);

        made.Headers.Location!.OriginalString.ShouldBe(path);
        made.Headers.ETag!.Tag.ShouldBe("\"1\"");
        ((int)made.Json["revision"]!).ShouldBe(1);
        ((string)made.Json["changedAt"]!).ShouldStartWith("2027-06-09T01:");
        var read = (await _crm.GetAsync(path)).ShouldBeOk();
        read.Text.ShouldBe(made.Text);
        read.Headers.ETag!.Tag.ShouldBe("\"1\"");
        read.Json["mailDomains"]!.AsArray().Select(d => (string)d!).ShouldBe(["hoshi.example", "hoshi.test"]);
        ((string)read.Json["userKind"]!).ShouldBe("Business");
        read.Json["zone"].ShouldBeNull();
        (await _crm.GetAsync(path, ("If-None-Match", "\"1\""))).Status.ShouldBe(304);
    }

    [Fact]
    public async Task Put_WhatAnAnswerSaid_ChangesNothing_AndIsNotLogged()
    {
        var path = "/api/v1/customers/" + NewKey();
        var made = await _crm.PutAsync(path, Body());

        var again = (await _crm.PutAsync(path, made.Text, ("If-Match", "\"1\""))).ShouldBeOk();

        again.Headers.ETag!.Tag.ShouldBe("\"1\"");
        again.Text.ShouldBe(made.Text);
        await using var db = await OpenAsync();
        var key = path.Split('/')[^1];
        (await db.RecordChanges().CountAsync(c => c.Key == key, TestContext.Current.CancellationToken)).ShouldBe(1);
        (await db.AdminLog().CountAsync(e => e.SubjectName == key, TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task Put_ColumnLeftOut_IsEmptied()
    {
        var path = "/api/v1/customers/" + NewKey();
        await _crm.PutAsync(path, Body());

        var changed = (await _crm.PutAsync(path, """{ "name": "星光学" }""", ("If-Match", "\"1\""))).ShouldBeOk();

        changed.Headers.ETag!.Tag.ShouldBe("\"2\"");
        changed.Json["nameLatin"].ShouldBeNull();
        changed.Json["mailDomains"]!.AsArray().ShouldBeEmpty();
        ((string)changed.Json["language"]!).ShouldBe("ja");
    }

    [Theory]
    [InlineData(null, null, 428, "record.version-missing")]
    [InlineData("If-None-Match", "*", 412, "record.exists")]
    [InlineData("If-Match", "\"7\"", 412, "record.changed")]
    [InlineData("If-Match", "\"0\"", 400, "header.if-match")]
    [InlineData("If-Match", "latest", 400, "header.if-match")]
    [InlineData("If-None-Match", "\"1\"", 400, "header.if-none-match")]
    public async Task Put_Existing_NotByWhoSawTheVersion_IsRefusedAndNothingChanges(string? header, string? value, int status, string code)
    {
        var path = "/api/v1/customers/" + NewKey();
        var made = await _crm.PutAsync(path, Body());
        (string, string)[] headers = header is null ? [] : [(header, value!)];

        var refused = (await _crm.PutAsync(path, """{ "name": "Other" }""", headers)).ShouldBeProblem(status);

        refused.Code.ShouldBe(code);
        refused.Errors.ShouldHaveSingleItem().ShouldNotStartWith(": ");
        (await _crm.GetAsync(path)).Text.ShouldBe(made.Text);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"1\"")]
    public async Task Put_UnknownWithIfMatch_IsRefused(string match) =>
        (await _crm.PutAsync("/api/v1/customers/" + NewKey(), Body(), ("If-Match", match)))
            .ShouldBeProblem(412)
            .Code.ShouldBe("record.unknown");

    [Fact]
    public async Task Put_IfMatchAny_ChangesWhicheverVersion()
    {
        var path = "/api/v1/customers/" + NewKey();
        await _crm.PutAsync(path, Body());

        (await _crm.PutAsync(path, """{ "name": "星" }""", ("If-Match", "*"))).ShouldBeOk().Headers.ETag!.Tag.ShouldBe("\"2\"");
    }

    [Fact]
    public async Task Put_BothConditions_IsRefused() =>
        (await _crm.PutAsync("/api/v1/customers/" + NewKey(), Body(), ("If-Match", "*"), ("If-None-Match", "*")))
            .ShouldBeProblem(400)
            .Code.ShouldBe("header.both");

    [Theory]
    [InlineData("""{ "name": "A", "colour": "red" }""", 400, "colour: record.column-unknown")]
    [InlineData("""{ "name": "A", "name": "B" }""", 400, "name: record.column-twice")]
    [InlineData("""{ "name": 5 }""", 400, "name: record.not-text")]
    [InlineData("""{ "name": "A", "mailDomains": "a.example" }""", 400, "mailDomains: record.not-list")]
    [InlineData("""{ "name": "A", "mailDomains": ["a.example", 1] }""", 400, "mailDomains[1]: record.not-text")]
    [InlineData("""{ "name": "A", "mailDomains": ["a.example; b.example"] }""", 422, "mailDomains[0]: record.entry-several")]
    [InlineData("""{ "name": "A", "key": "another" }""", 422, "key: record.key-differs")]
    [InlineData("""{ "name": "" }""", 422, "name: record.value-missing")]
    [InlineData("""{ }""", 422, "name: record.value-missing")]
    [InlineData("""{ "name": "A", "userKind": "Alien" }""", 422, "userKind: record.choice-bad")]
    [InlineData("""{ "name": "A", "endedOn": "2027-02-30" }""", 422, "endedOn: record.date-bad")]
    [InlineData("""{ "name": "A", "zone": "Mars/Base" }""", 422, "zone: record.zone-unknown")]
    [InlineData("""{ "name": "A", "servedBy": "nobody-such" }""", 422, "servedBy: customer.unknown")]
    [InlineData("[]", 400, ": body.missing")]
    [InlineData("null", 400, ": body.missing")]
    [InlineData("""{ "name": """, 400, ": json.bad")]
    public async Task Put_BadBody_IsRefusedWithItsField(string body, int status, string error)
    {
        var path = "/api/v1/customers/" + NewKey();

        (await _crm.PutAsync(path, body)).ShouldBeProblem(status).Errors.ShouldBe([error]);

        (await _crm.GetAsync(path)).ShouldBeProblem(404).Code.ShouldBe("record.unknown");
    }

    [Fact]
    public async Task Put_ManyMistakes_AreNamedAllAtOnce() =>
        (await _crm.PutAsync("/api/v1/contracts/" + NewKey(), """{ "from": "soon", "until": "2028-01-01", "products": ["NONE"] }"""))
            .ShouldBeProblem(422)
            .Errors.ShouldBe(["customer: record.value-missing", "tier: record.value-missing", "from: record.date-bad"], ignoreOrder: true);

    [Fact]
    public async Task Put_EveryKind_IsReadBack()
    {
        var key = NewKey();
        (string Path, string Body)[] records =
        [
            ("products/P" + key, """{ "nameEn": "Orbit", "nameJa": "オービット", "maintainedBy": ["SPX-SERVER"] }"""),
            ($"products/P{key}/versions/5.2.10", """{ "releasedOn": "2027-04-01", "builds": "5.2.10.*" }"""),
            ("customers/" + key, Body()),
            (
                "contacts/" + key,
                $$"""{ "customer": "{{key}}", "name": "星 花子", "emails": ["{{key}}@hoshi.example"], "mayOpenCases": false }"""
            ),
            (
                "contracts/" + key,
                $$"""{ "customer": "{{key}}", "tier": "Premium", "products": ["P{{key}}"], "from": "2027-04-01", "until": "2028-03-31" }"""
            ),
            (
                "licences/" + key,
                $$"""{ "product": "P{{key}}", "contract": "{{key}}", "customer": "{{key}}", "contact": "{{key}}", "version": "5.2.10" }"""
            ),
        ];
        foreach (var (path, body) in records)
        {
            var made = (await _crm.PutAsync("/api/v1/" + path, body)).ShouldBeOk(201);
            (await _crm.GetAsync("/api/v1/" + path)).ShouldBeOk().Text.ShouldBe(made.Text);
            // The same again, as the answer has it, whatever the case of the key's letters.
            var other =
                path[..path.IndexOf('/', StringComparison.Ordinal)]
                + path[path.IndexOf('/', StringComparison.Ordinal)..].ToUpperInvariant();
            if (!path.Contains("versions", StringComparison.Ordinal))
                (await _crm.PutAsync("/api/v1/" + other, made.Text, ("If-Match", "\"1\""))).ShouldBeOk().Text.ShouldBe(made.Text);
        }

        var catalogue = server.Console.Services.GetRequiredService<Catalogue>();
        catalogue.Find("P" + key)!.StandingOf("5.2.10.7", catalogue.Today).ShouldBe(VersionStanding.Latest);
    }

    [Fact]
    public async Task Put_ContractOfAnotherCustomer_IsRefused()
    {
        var (key, other) = (NewKey(), NewKey());
        await _crm.PutAsync("/api/v1/customers/" + key, Body());
        await _crm.PutAsync("/api/v1/customers/" + other, Body());
        var contract =
            $$"""{ "customer": "{{other}}", "tier": "Standard", "products": ["SPX-SB"], "from": "2027-01-01", "until": "2027-12-31" }""";
        (await _crm.PutAsync("/api/v1/contracts/" + other, contract)).ShouldBeOk(201);

        (
            await _crm.PutAsync(
                "/api/v1/licences/" + key,
                $$"""{ "product": "SPX-SERVER", "customer": "{{key}}", "contract": "{{other}}" }"""
            )
        )
            .ShouldBeProblem(422)
            .Errors.ShouldBe(["contract: record.of-other-customer"]);
    }

    [Fact]
    public async Task Put_IsLoggedUnderTheKeysName()
    {
        var key = NewKey();
        await _crm.PutAsync("/api/v1/customers/" + key, Body());

        await using var db = await OpenAsync();
        var entry = await db.AdminLog().SingleAsync(e => e.SubjectName == key, TestContext.Current.CancellationToken);
        entry.ActorName.ShouldStartWith("Records ");
    }

    [Fact]
    public async Task ManyAtOnce_SameVersion_OneWins()
    {
        var path = "/api/v1/customers/" + NewKey();
        await _crm.PutAsync(path, Body());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => _crm.PutAsync(path, $$"""{ "name": "Writer {{i}}" }""", ("If-Match", "\"1\"")))
        );

        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Count(a => a.Status == 412).ShouldBe(7);
    }

    private static string NewKey() => "T" + Guid.NewGuid().ToString("N")[..12];

    private static string Body() =>
        """{ "name": "星光学株式会社", "nameLatin": "Hoshi Optics", "language": "en", "mailDomains": ["hoshi.example", "@Hoshi.test"] }""";

    private Task<HelpdeskDb> OpenAsync() =>
        server
            .Console.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
}
