using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Portal.Form;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Intake;

/// <summary>Licences that are for test environments only, and what is handled as less than the caller states (spec E4, E6, P3).</summary>
public sealed class WhereUsedTests(MailHost host) : IClassFixture<MailHost>
{
    private const string TrialSerial = "SP-1006-7522";
    private const string TrialOwner = "watanabe@kiso-u.example";

    [Fact]
    public async Task SplitOfARefusedTrialInProduction_IsRefusedToo_E4_I5()
    {
        var first = await host.OpenAsync(r => Trial(r) with { UsedIn = UsedIn.Production });
        first.VerdictKind.ShouldBe(VerdictKind.NotEntitled);

        await using var scope = host.Services.CreateAsyncScope();
        var number = await scope
            .ServiceProvider.GetRequiredService<SplitCaseHandler>()
            .HandleAsync(
                first.Number,
                null,
                new SplitCase("A second question", "And this?", Severity.High, null),
                IntakeHost.Agent,
                TestContext.Current.CancellationToken
            );

        var second = await ReadAsync(number.Value);
        (second.VerdictKind, second.Clocks.Count).ShouldBe((VerdictKind.NotEntitled, 0));
    }

    [Theory]
    [InlineData(RequestType.TechnicalHelp, TrialSerial, "SPX-DESKTOP", TrialOwner)]
    [InlineData(RequestType.Licence, "SP-1001-7337", "SPX-SERVER", "l.fischer@nordwind.example")]
    public async Task RungAsAnEmergency_HandledAsLess_HasToSayWhetherItWasAnswered_P3_P11(
        RequestType type,
        string serial,
        string product,
        string email
    )
    {
        var request = MailHost.Good with
        {
            Severity = Severity.Emergency,
            RequestType = type,
            SerialNumber = serial,
            Product = product,
            Email = email,
        };
        var refused = await RingAsync(request);
        (refused.Errors[0].Code, refused.Errors[0].Field).ShouldBe(("value.required", "answeredOnTheSpot"));

        var opened = await ReadAsync((await RingAsync(request with { AnsweredOnTheSpot = false })).Value.Case.Number);
        opened.Severity.ShouldBe(Severity.Low);
        var target = host.Services.GetRequiredService<SupportProgramme>().Target(opened.Tier, Severity.Low, ClockKind.Callback)!;
        opened.Clocks.Single(c => c.Kind == ClockKind.Callback).Target.ShouldBe(target.Length);
    }

    [Fact]
    public async Task RungAsAnEmergency_HandledAsOne_IsNotAsked_P11() =>
        (await RingAsync(MailHost.Good with { Severity = Severity.Emergency })).IsOk.ShouldBeTrue();

    [Fact]
    public async Task Form_AsksWhereATrialRuns_AndKeepsTheAnswer_E4()
    {
        (await MissingAsync(Draft())).ShouldBeTrue();
        (await MissingAsync(Draft(where: "somewhere"))).ShouldBeTrue();
        var answered = Draft(where: nameof(UsedIn.Production));
        (await MissingAsync(answered)).ShouldBeFalse();
        Enquiry.ToRequest(answered).UsedIn.ShouldBe(UsedIn.Production);
        Enquiry.StepOf(Enquiry.WhereUsed).ShouldBe(SupportStep.Impact);
    }

    [Fact]
    public async Task Form_AsksNobodyElse_E4()
    {
        (await MissingAsync(Draft(email: "somebody@else.example"))).ShouldBeFalse("a stranger would learn what kind of licence it is");
        (await MissingAsync(Draft(serial: "SP-1001-7337", email: "l.fischer@nordwind.example"))).ShouldBeFalse("bought");
        (await MissingAsync(Draft(type: RequestType.Licence))).ShouldBeFalse("no matter of where it runs (E6)");
        (await MissingAsync(Draft(serial: ""))).ShouldBeFalse();
    }

    private static OpenCaseRequest Trial(OpenCaseRequest request) =>
        request with
        {
            Severity = Severity.High,
            SerialNumber = TrialSerial,
            Product = "SPX-DESKTOP",
            Email = TrialOwner,
        };

    private async Task<Result<OpenedCase>> RingAsync(OpenCaseRequest request)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<OpenCaseHandler>()
            .HandleAsync(request, Channel.Phone, null, IntakeHost.Agent, TestContext.Current.CancellationToken);
    }

    private Task<Case> ReadAsync(string number) =>
        host.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Number == number));

    private async Task<bool> MissingAsync(PortalDraft draft)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var wrong = await scope
            .ServiceProvider.GetRequiredService<SendEnquiryHandler>()
            .CheckAsync(draft, TestContext.Current.CancellationToken);
        return wrong.Any(e => e.Field == Enquiry.WhereUsed && e.Code == "value.required");
    }

    private static PortalDraft Draft(
        string serial = TrialSerial,
        string email = TrialOwner,
        RequestType type = RequestType.Bug,
        string where = ""
    )
    {
        var draft = new PortalDraft
        {
            Key = "k",
            CreatedAt = Instant.MinValue,
            KeptAt = Instant.MinValue,
        };
        draft.Write(
            new Dictionary<string, string>
            {
                [Enquiry.Email] = email,
                [Enquiry.Serial] = serial,
                [Enquiry.RequestType] = type.ToString(),
                [Enquiry.Product] = "SPX-DESKTOP",
                [Enquiry.WhereUsed] = where,
            },
            Enquiry.Email
        );
        return draft;
    }
}
