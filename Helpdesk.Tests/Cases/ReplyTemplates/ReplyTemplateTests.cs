using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.ReplyTemplates;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.ReplyTemplates;

/// <summary>Reply templates: strict when saved, filled with the case, the administrator's alone (spec U4, U6).</summary>
public sealed class ReplyTemplateTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Admin = new(
        new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()),
                new Claim(PersonClaims.DisplayName, "Chief"),
                new Claim(ClaimTypes.Role, Roles.Administrator),
            ],
            "test"
        )
    );

    private static readonly DateTimeZone Tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];

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

        var refused = await SaveAsync(New with { BodyJa = body });

        var error = refused.Errors.ShouldHaveSingleItem();
        (error.Code, error.Field, error.Args[0]).ShouldBe((code, "bodyJa", line));
        if (what is not null)
            error.Args[1].ShouldBe(what);
        (await CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Save_EmptyForm_NamesEveryField()
    {
        var refused = await SaveAsync(New with { NameEn = " ", NameJa = "", BodyEn = "", BodyJa = " ", ProductCodes = ["NO-SUCH"] });

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
    public async Task Fill_SaysTheCasesFacts_InTheCustomersLanguage_U6()
    {
        await SaveAsync(
            New with
            {
                BodyJa = "{{ customer }} {{ number }} {{ product }} {{ version }} {{ serial }} {{ severity }} {{ agent }} {{ due }}",
                BodyEn = "{{ customer }} {{ severity }} {{ due }}",
            }
        );
        var opened = await _host.OpenAsync();

        (await OfferedAsync(opened, "ja")).Text.ShouldBe(
            $"山本 健一 様 {opened.Number} ShadowProtect Server 5.2.7 SP-1000-7300 高 Kato Kenta 2027年6月10日(木) 10:00 JST"
        );
        (await OfferedAsync(opened, "en")).Text.ShouldBe("山本 健一 High Thu 10 Jun 2027 10:00 JST");
        (await OfferedAsync(opened, "en", DateTimeZoneProviders.Tzdb["Europe/Berlin"])).Text.ShouldBe(
            "山本 健一 High Thu 10 Jun 2027 03:00 CEST (Thu 10 Jun 2027 10:00 JST)",
            "in the writer's zone, the programme's named beside it"
        );
    }

    [Fact]
    public async Task Fill_ValuesAreText_NeverATemplateAgain()
    {
        await SaveAsync(New with { BodyEn = "About {{ subject }}." });
        var opened = await _host.OpenAsync(r => r with { Subject = "{{ hotline }} {{ 1 / 0 }} <b>" });

        (await OfferedAsync(opened, "en")).Text.ShouldBe("About {{ hotline }} {{ 1 / 0 }} <b>.");
    }

    [Fact]
    public async Task Fill_APromiseBroken_IsNotPromisedAgain()
    {
        await SaveAsync(New with { BodyEn = "x{{ if due }} by {{ due }}{{ end }}" });
        var opened = await _host.OpenAsync();
        _host.Time.Advance(TimeSpan.FromDays(3));

        (await OfferedAsync(opened, "en")).Text.ShouldBe("x");
    }

    [Fact]
    public async Task Offered_ActiveOnesForTheProduct_InOrder()
    {
        await SaveAsync(New with { NameEn = "Mine", ProductCodes = ["SPX-SERVER"] });
        await SaveAsync(New with { NameEn = "Other product", ProductCodes = ["SHD-STREAM"] });
        await SaveAsync(New with { NameEn = "Off" });
        await SaveAsync(New with { NameEn = "Last" });
        var (off, last) = (await IdOf("Off"), await IdOf("Last"));
        await DoAsync(h => h.HandleAsync(new SwitchReplyTemplate(off, false), Admin));
        for (var i = 0; i < 3; i++)
            await DoAsync(h => h.HandleAsync(new MoveReplyTemplate(last, Up: true), Admin));
        var opened = await _host.OpenAsync();

        var offered = await AllOfferedAsync(opened, "en", Tokyo);

        offered.Select(t => t.Name).Where(n => n is "Mine" or "Other product" or "Off" or "Last").ShouldBe(["Last", "Mine"]);
    }

    [Fact]
    public async Task EveryAct_LeavesItsLine_WithoutTheText_AndRefusalsLeaveNone()
    {
        await SaveAsync(New with { BodyEn = "zzz-body-zzz" });
        var made = await FindAsync(New.NameEn);
        var change = New with { Id = made.Id, Version = made.Version, BodyEn = "zzz-other-zzz", Kind = ReplyTemplateKind.Closing };
        (await SaveAsync(change)).IsOk.ShouldBeTrue();
        (await SaveAsync(change)).Errors[0].Code.ShouldBe("template.changed", "it was edited on an older one");
        await DoAsync(h => h.HandleAsync(new SwitchReplyTemplate(made.Id, false), Admin));
        await DoAsync(h => h.HandleAsync(new SwitchReplyTemplate(made.Id, false), Admin));
        await DoAsync(h => h.HandleAsync(new SwitchReplyTemplate(made.Id, true), Admin));
        await DoAsync(h => h.HandleAsync(new MoveReplyTemplate(made.Id, Up: false), Admin));
        await DoAsync(h => h.HandleAsync(new MoveReplyTemplate(made.Id, Up: true), Admin));
        (await DoAsync(h => h.HandleAsync(new SwitchReplyTemplate(Guid.NewGuid(), true), Admin)))
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
        log.ShouldAllBe(e => e.ActorName == "Chief" && e.SubjectId == made.Id && e.SubjectName == New.NameEn);
        log[1].Details.ShouldContain("bodyEn");
        log[1].Details.ShouldNotContain("nameEn");
        string.Concat(log.Select(e => e.Details)).ShouldNotContain("zzz");
    }

    [Fact]
    public async Task Engineer_MayUseButNotChange_VisitorNeither()
    {
        var opened = await _host.OpenAsync();
        var any = (await AllAsync())[0];

        (await DoAsync(h => h.HandleAsync(New, IntakeHost.Agent))).Errors[0].Code.ShouldBe("auth.forbidden");
        (await DoAsync(h => h.HandleAsync(new SwitchReplyTemplate(any.Id, false), IntakeHost.Agent)))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await DoAsync(h => h.HandleAsync(new MoveReplyTemplate(any.Id, false), IntakeHost.Agent)))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await AllOfferedAsync(opened, "ja", Tokyo)).ShouldNotBeEmpty();
        await using var scope = _host.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<ReplyTemplatesQuery>().RunAsync(IntakeHost.Agent, Token))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (
            await scope
                .ServiceProvider.GetRequiredService<FittingTemplatesQuery>()
                .RunAsync(opened, "ja", "ja", new("X", Tokyo), IntakeHost.Nobody, Token)
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
            (await AllOfferedAsync(opened, language, Tokyo)).ShouldAllBe(t =>
                t.Text.Length > 0 && !t.Text.Contains("{{") && !t.Text.Contains("\n\n\n")
            );
    }

    private static SaveReplyTemplate New =>
        new(null, 0, ReplyTemplateKind.Guidance, "Try this", "お試しください", "Try it.", "お試しください。", []);

    private async Task<Guid> IdOf(string name) => (await FindAsync(name)).Id;

    private async Task<ReplyTemplate> FindAsync(string name) => (await AllAsync()).Single(t => t.NameEn == name);

    private Task<List<ReplyTemplate>> AllAsync() =>
        _host.ReadAsync(db => db.ReplyTemplates().AsNoTracking().OrderBy(t => t.Place).ToListAsync());

    private async Task<int> CountAsync() => (await AllAsync()).Count;

    private Task<Result> SaveAsync(SaveReplyTemplate command) => DoAsync(h => h.HandleAsync(command, Admin));

    private async Task<Result> DoAsync(Func<ReplyTemplateHandlers, Task<Result>> act)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<ReplyTemplateHandlers>());
    }

    private async Task<FilledTemplate> OfferedAsync(Case about, string language, DateTimeZone? zone = null) =>
        (await AllOfferedAsync(about, language, zone ?? Tokyo)).Single(t => t.Name == New.NameEn);

    private async Task<IReadOnlyList<FilledTemplate>> AllOfferedAsync(Case about, string language, DateTimeZone zone)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<FittingTemplatesQuery>()
            .RunAsync(about, language, "en", new("Kato Kenta", zone), IntakeHost.Agent, Token);
    }
}
