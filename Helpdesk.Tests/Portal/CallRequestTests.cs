using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Portal.Visit;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Portal;

/// <summary>"Please call me" on the customer's own page (spec P3, P11).</summary>
public sealed class CallRequestTests(MailHost host) : IClassFixture<MailHost>
{
    [Fact]
    public async Task PleaseCallMe_StartsACallback_AndBringsTheCaseToUs_P3_P11()
    {
        var (opened, pass) = await host.OfferedAsync();
        (await host.ActAsync(opened, pass, new AskToBeCalled(" ", null))).Errors[0].Code.ShouldBe("text.required");
        (await host.ActAsync(opened, pass, new AskToBeCalled("内線 12", null))).Errors[0].Code.ShouldBe("phone.malformed");

        (await host.ActAsync(opened, pass, new AskToBeCalled("０３-１２３４-５６７８", "After two"), "c1")).IsOk.ShouldBeTrue();
        (await host.ActAsync(opened, pass, new AskToBeCalled("０３-１２３４-５６７８", "After two"), "c1")).IsOk.ShouldBeTrue();

        var now = await CallbacksAsync(opened);
        now.ShouldHaveSingleItem("the same form sent twice acts once").DueAt.ShouldNotBeNull();
        (await host.StateAsync(opened)).Status.ShouldBe(CaseStatus.InProgress);
        var seen = (await host.SeeAsync(opened, pass)).ShouldNotBeNull();
        seen.Messages[^1]
            .ShouldSatisfyAllConditions(
                m => m.IsOurs.ShouldBeFalse(),
                m => m.Kind.ShouldBe(nameof(CallbackRequested)),
                m => m.Words.ShouldBe("After two")
            );
        seen.Promise.ShouldNotBeNull().DueAt.ShouldBe(now[0].DueAt!.Value);
        seen.CallIsAwaited.ShouldBeTrue();
        (await host.ActAsync(opened, pass, new AskToBeCalled("03-1234-5678", null))).Errors[0].Code.ShouldBe("call.awaited");
        (await CallbacksAsync(opened)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task PleaseCallMe_IsTaken_WhateverElseIsPromised_UntilItsOwnCallIsAwaited_P3_P11()
    {
        var (opened, pass) = await host.OfferedAsync();
        await host.DoAsync(opened, new RequestCallback(null, host.Now + Duration.FromDays(2), "As agreed."));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.DoAsync(opened, new LogCall(CallDirection.Incoming, false, "rang out"));
        await host.DoAsync(opened, new LogCall(CallDirection.Incoming, false, "rang out"));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        (await host.SeeAsync(opened, pass))!.CallIsAwaited.ShouldBeFalse();

        (await host.ActAsync(opened, pass, new AskToBeCalled("03-1234-5678", "Production is down."))).IsOk.ShouldBeTrue();
        (await host.ActAsync(opened, pass, new AskToBeCalled("03-1234-5678", null))).Errors[0].Code.ShouldBe("call.awaited");

        await host.DoAsync(opened, new LogCall(CallDirection.Outgoing, true, "reached"));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        (await host.ActAsync(opened, pass, new WriteMessage("Down again."))).IsOk.ShouldBeTrue();
        (await host.ActAsync(opened, pass, new AskToBeCalled("03-1234-5678", null))).IsOk.ShouldBeTrue("the first one was made");
    }

    [Fact]
    public async Task PleaseCallMe_IsNotOffered_WhereNoCallIsIncluded_E5()
    {
        // A contact of a customer on record, with a trial in production (spec E4).
        var opened = await host.OpenAsync(r =>
            r with
            {
                UsedIn = UsedIn.Production,
                Product = "SPX-DESKTOP",
                SerialNumber = "SP-1006-7522",
                Email = "watanabe@kiso-u.example",
            }
        );
        (opened.VerdictKind, opened.IsFromStranger).ShouldBe((VerdictKind.NotEntitled, false));
        var pass = await host.EnterAsync(opened);

        (await host.SeeAsync(opened, pass))!.MayAskForCall.ShouldBeFalse();
        (await host.ActAsync(opened, pass, new AskToBeCalled("03-1234-5678", null))).Errors[0].Code.ShouldBe("call.not-included");
        (await CallbacksAsync(opened)).ShouldBeEmpty();
    }

    private Task<List<CaseClock>> CallbacksAsync(Case about) =>
        host.ReadAsync(db =>
            db.Cases.AsNoTracking()
                .Where(c => c.Id == about.Id)
                .SelectMany(c => c.Clocks)
                .Where(k => k.Kind == ClockKind.Callback)
                .ToListAsync(TestContext.Current.CancellationToken)
        );
}
