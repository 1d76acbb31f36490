using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Escalate;
using Helpdesk.Web.Cases.Acts.Link;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>A supervisor sees each escalation that waits for its answer, at the case that has it now (spec H3, U2, I5).</summary>
public sealed class EscalationAlertsTests : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Merged_TheAlertGoesAlong_Undone_ItComesBack_I5()
    {
        var (duplicate, target) = (await _host.OpenAsync(Severity.Medium), await _host.OpenAsync(Severity.Medium));
        await _host.DoAsync(duplicate, new RequestEscalation("The payroll run stands still.", true, false));
        (await OpenAsync()).ShouldBe([duplicate.Number]);

        await RunAsync<MergeCasesHandler>(h => h.HandleAsync(duplicate.Number, null, new MergeCases(target.Number), IntakeHost.Agent));
        (await OpenAsync()).ShouldBe([target.Number]);

        await RunAsync<UndoMergeHandler>(h => h.HandleAsync(duplicate.Number, null, IntakeHost.Agent));
        (await OpenAsync()).ShouldBe([duplicate.Number]);

        await RunAsync<MergeCasesHandler>(h => h.HandleAsync(duplicate.Number, null, new MergeCases(target.Number), IntakeHost.Agent));
        (await OpenAsync()).ShouldBe([target.Number], "merged again, it goes along again");
    }

    private Task<List<string>> OpenAsync() =>
        _host.ReadAsync(db =>
            db.Alerts.Where(a => a.SettledAt == null && a.Kind == AlertKind.EscalationRequested).Select(a => a.CaseNumber).ToListAsync()
        );

    private async Task RunAsync<THandler>(Func<THandler, Task<Result<Helpdesk.Domain.Queue.QueueEntry>>> run)
        where THandler : notnull
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var done = await run(scope.ServiceProvider.GetRequiredService<THandler>());
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
    }
}
