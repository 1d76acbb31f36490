using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Acts.Link;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Cases.Walks;

/// <content>Acts by which there is one case more, or one less (spec I5).</content>
internal sealed partial class HostConsole
{
    private async Task<bool> SplitAsync(Step step)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var split = new SplitCase("A second question", "text", Enum.Parse<Severity>(step.What!), null);
        var done = await scope
            .ServiceProvider.GetRequiredService<SplitCaseHandler>()
            .HandleAsync(cases[step.Case].Number, null, split, _me, TestContext.Current.CancellationToken);
        if (done.IsOk)
            cases.Add(await host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == done.Value)));
        return done.IsOk;
    }

    private async Task<Result<QueueEntry>> TwoAsync(Step step, int? version)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var number = cases[step.Case].Number;
        return step.Act == Act.UndoMerge
            ? await scope.ServiceProvider.GetRequiredService<UndoMergeHandler>().HandleAsync(number, version, _me)
            : await scope
                .ServiceProvider.GetRequiredService<MergeCasesHandler>()
                .HandleAsync(number, version, new(cases[step.Other!.Value].Number), _me);
    }
}
