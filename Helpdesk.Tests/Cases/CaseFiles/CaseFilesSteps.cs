using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.CaseFiles;

/// <summary>What tests of a case's files do: pick one, run the command that brings it, read what is there.</summary>
internal static class CaseFilesSteps
{
    public static Task<List<Attachment>> RowsAsync(this MailHost host, Case about) =>
        host.ReadAsync(db => db.Attachments().AsNoTracking().Where(a => a.CaseId == about.Id).ToListAsync());

    public static Task<Result<StagedFile>> ReceiveAsync(this MailHost host, string name, byte[] bytes) =>
        host
            .Services.GetRequiredService<FileIntake>()
            .ReceiveAsync(new MemoryStream(bytes), name, bytes.Length, null, TestContext.Current.CancellationToken);

    public static async Task<PendingFile> PickAsync(this MailHost host, Case about, string draft, string name, byte[] bytes)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<PendingFiles>()
                .AddAsync(about.Number, draft, (await host.ReceiveAsync(name, bytes)).Value, IntakeHost.Agent)
        ).Value;
    }

    public static async Task<Result<QueueEntry>> RunAsync<TCommand>(this MailHost host, Case about, TCommand command)
        where TCommand : ICaseCommand
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(about.Number, null, command, IntakeHost.Agent, TestContext.Current.CancellationToken);
    }
}
