using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Administration.OrderedLists;
using Helpdesk.Web.Cases.ReplyTemplates;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Cases.ReplyTemplates;

/// <summary>Reply templates: strict when saved, offered in order, the administrator's alone (spec U4, U6).</summary>
public sealed class ReplyTemplateTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("Dear {{ custommer }},", "template.placeholder-unknown", 1, "custommer")]
    [InlineData("a\nb {{ password }}", "template.placeholder-unknown", 2, "password")]
    [InlineData("a\n\n{{ number", "template.braces", 3, "{{ number")]
    [InlineData("a\n{{ string }}", "template.placeholder-unknown", 2, "string")]
    [InlineData("{{ if due }}", "template.unreadable", 1, null)]
    public async Task Save_MistakeInABody_IsRefusedWithFieldLineAndName(string body, string code, int line, string? what)
    {
        var before = await CountAsync();

        var refused = await _host.SaveTemplateAsync(TemplateSteps.New with { BodyJa = body });

        var error = refused.Errors.ShouldHaveSingleItem();
        (error.Code, error.Field, error.Args[0]).ShouldBe((code, "bodyJa", line));
        if (what is not null)
            error.Args[1].ShouldBe(what);
        (await CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Save_EmptyForm_NamesEveryField()
    {
        var refused = await _host.SaveTemplateAsync(
            TemplateSteps.New with
            {
                NameEn = " ",
                NameJa = "",
                BodyEn = "",
                BodyJa = " ",
                ProductCodes = ["NO-SUCH"],
            }
        );

        refused
            .Errors.Select(e => (e.Field, e.Code))
            .ShouldBe(
                [
                    ("nameEn", "text.required"),
                    ("nameJa", "text.required"),
                    ("bodyEn", "text.required"),
                    ("bodyJa", "text.required"),
                    ("productCodes[0]", "product.unknown"),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task Offered_ActiveOnesForTheProduct_InOrder()
    {
        await _host.SaveTemplateAsync(TemplateSteps.New with { NameEn = "Mine", ProductCodes = ["SPX-SERVER"] });
        await _host.SaveTemplateAsync(TemplateSteps.New with { NameEn = "Other product", ProductCodes = ["SHD-STREAM"] });
        await _host.SaveTemplateAsync(TemplateSteps.New with { NameEn = "Off" });
        await _host.SaveTemplateAsync(TemplateSteps.New with { NameEn = "Last" });
        var (off, last) = (await IdOf("Off"), await IdOf("Last"));
        await _host.OrderTemplatesAsync(list => list.SwitchAsync(off, on: false, TemplateSteps.Admin));
        for (var i = 0; i < 3; i++)
            await _host.OrderTemplatesAsync(list => list.MoveAsync(last, up: true, TemplateSteps.Admin));
        var opened = await _host.OpenAsync();

        var offered = await _host.AllOfferedAsync(opened, "en", TemplateSteps.Tokyo);

        offered.Select(t => t.Name).Where(n => n is "Mine" or "Other product" or "Off" or "Last").ShouldBe(["Last", "Mine"]);
    }

    [Fact]
    public async Task EveryAct_LeavesItsLine_WithoutTheText_AndRefusalsLeaveNone()
    {
        await _host.SaveTemplateAsync(TemplateSteps.New with { BodyEn = "zzz-body-zzz" });
        var made = await _host.FindTemplateAsync(TemplateSteps.New.NameEn);
        var change = TemplateSteps.New with
        {
            Id = made.Id,
            Version = made.Version,
            BodyEn = "zzz-other-zzz",
            Kind = ReplyTemplateKind.Closing,
        };
        (await _host.SaveTemplateAsync(change)).IsOk.ShouldBeTrue();
        (await _host.SaveTemplateAsync(change)).Errors[0].Code.ShouldBe("template.changed", "it was edited on an older one");
        await _host.OrderTemplatesAsync(list => list.SwitchAsync(made.Id, on: false, TemplateSteps.Admin));
        await _host.OrderTemplatesAsync(list => list.SwitchAsync(made.Id, on: false, TemplateSteps.Admin));
        await _host.OrderTemplatesAsync(list => list.SwitchAsync(made.Id, on: true, TemplateSteps.Admin));
        await _host.OrderTemplatesAsync(list => list.MoveAsync(made.Id, up: false, TemplateSteps.Admin));
        await _host.OrderTemplatesAsync(list => list.MoveAsync(made.Id, up: true, TemplateSteps.Admin));
        (await _host.OrderTemplatesAsync(list => list.SwitchAsync(Guid.NewGuid(), on: true, TemplateSteps.Admin)))
            .Errors[0]
            .Code.ShouldBe("template.unknown");

        var log = await _host.ReadAsync(db => db.AdminLog().AsNoTracking().OrderBy(e => e.Id).ToListAsync());
        log.Select(e => e.Action)
            .ShouldBe([
                "reply-template.created",
                "reply-template.changed",
                "reply-template.off",
                "reply-template.on",
                "reply-template.moved",
            ]);
        log.ShouldAllBe(e => e.ActorName == "Chief" && e.SubjectId == made.Id && e.SubjectName == TemplateSteps.New.NameEn);
        log[1].Details.ShouldContain("bodyEn");
        log[1].Details.ShouldNotContain("nameEn");
        string.Concat(log.Select(e => e.Details)).ShouldNotContain("zzz");
    }

    [Fact]
    public async Task Engineer_MayUseButNotChange_VisitorNeither()
    {
        var opened = await _host.OpenAsync();
        var any = (await _host.TemplatesAsync())[0];

        (await _host.SaveTemplateAsync(TemplateSteps.New, IntakeHost.Agent)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await _host.OrderTemplatesAsync(list => list.SwitchAsync(any.Id, on: false, IntakeHost.Agent)))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await _host.OrderTemplatesAsync(list => list.MoveAsync(any.Id, up: false, IntakeHost.Agent)))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await _host.AllOfferedAsync(opened, "ja", TemplateSteps.Tokyo)).ShouldNotBeEmpty();
        await using var scope = _host.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<OrderedEntries<ReplyTemplate>>().ListAsync(IntakeHost.Agent, Token))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (
            await scope
                .ServiceProvider.GetRequiredService<FittingTemplatesQuery>()
                .RunAsync(opened, "ja", "ja", new("X", TemplateSteps.Tokyo), IntakeHost.Nobody, Token)
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task StartingSet_KeepsItsOwnRules_IsThereOnce()
    {
        var rules = new SaveReplyTemplateRules(_host.Services.GetRequiredService<Catalogue>());
        foreach (var t in StartingTemplates.All())
            (
                await rules.ValidateAsync(
                    new SaveReplyTemplate(t.Id, 1, t.Kind, t.NameEn, t.NameJa, t.BodyEn, t.BodyJa, t.ProductCodes),
                    Token
                )
            ).Errors.ShouldBeEmpty(t.NameEn);
        var before = await CountAsync();
        before.ShouldBeGreaterThanOrEqualTo(10);
        await _host.ReadAsync(async db =>
        {
            await StartingTemplates.EnsureAsync(db, Token);
            return 0;
        });
        (await CountAsync()).ShouldBe(before);
        var opened = await _host.OpenAsync();
        foreach (var language in (string[])["ja", "en"])
            (await _host.AllOfferedAsync(opened, language, TemplateSteps.Tokyo)).ShouldAllBe(t =>
                t.Text.Length > 0 && !t.Text.Contains("{{") && !t.Text.Contains("\n\n\n")
            );
    }

    private async Task<Guid> IdOf(string name) => (await _host.FindTemplateAsync(name)).Id;

    private async Task<int> CountAsync() => (await _host.TemplatesAsync()).Count;
}
