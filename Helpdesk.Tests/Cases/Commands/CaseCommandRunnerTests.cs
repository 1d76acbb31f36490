using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Cases.Commands;

/// <summary>The handlers ask for the right themselves, whatever page or endpoint stands before them.</summary>
public sealed class CaseCommandRunnerTests(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task Run_WithoutTheRole_IsRefusedAndNothingIsWritten()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var opened = (
            await scope
                .ServiceProvider.GetRequiredService<OpenCaseHandler>()
                .HandleAsync(IntakeHost.Good, Channel.Web, null, IntakeHost.Agent, Token)
        )
            .Value
            .Case;

        var refused = await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(opened.Number, null, new ReplyToCustomer("let me in"), IntakeHost.Nobody, Token);

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("auth.forbidden");
        (await host.ReadAsync(db => db.Cases.Where(c => c.Id == opened.Id).Select(c => c.Version).SingleAsync())).ShouldBe(1);
        (await host.ReadAsync(db => db.Timeline.CountAsync(e => e.CaseId == opened.Id && e.ActorKind != ActorKind.System))).ShouldBe(1);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
