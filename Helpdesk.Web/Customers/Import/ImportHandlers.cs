using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Customers.Import;

/// <summary>What somebody does on the page of imports; each is refused with <c>auth.forbidden</c> to who may not manage records.</summary>
public sealed class ImportHandlers(ImportDesk desk, ImportOrders orders)
{
    public async Task<Result<ReceivedFile>> ReceiveAsync(
        Stream content,
        string fileName,
        ClaimsPrincipal who,
        CancellationToken cancellation
    ) =>
        May(who)
            ? await desk.ReceiveAsync(content, fileName, null, ImportWay.Page, who.ToActor(), cancellation)
            : Result<ReceivedFile>.Forbid();

    /// <summary>The file that an address names, after a reload.</summary>
    public async Task<Result<ReceivedFile>> FindAsync(Guid id, ClaimsPrincipal who, CancellationToken cancellation) =>
        May(who) ? await desk.FindAsync(id, cancellation) : Result<ReceivedFile>.Forbid();

    /// <summary>What the headings of a file mean when it is of another kind.</summary>
    public async Task<Result<ValueList<string?>>> ProposeAsync(
        IImportKind kind,
        IReadOnlyList<string> headings,
        ClaimsPrincipal who,
        CancellationToken cancellation
    ) => May(who) ? new ValueList<string?>(await desk.ProposeAsync(kind, headings, cancellation)) : Result<ValueList<string?>>.Forbid();

    public async Task<Result<ImportPreview>> PreviewAsync(
        Guid id,
        IImportKind kind,
        IReadOnlyList<string?> matching,
        Action<int>? progress,
        ClaimsPrincipal who,
        CancellationToken cancellation
    ) => May(who) ? await desk.PreviewAsync(id, kind, matching, progress, cancellation) : Result<ImportPreview>.Forbid();

    public async Task<Result> ApplyAsync(Guid id, bool stopAtFirstRefusal, ClaimsPrincipal who) =>
        May(who) ? await orders.StartAsync(id, stopAtFirstRefusal) : Result.Forbid();

    public async Task<Result> PauseAsync(Guid id, ClaimsPrincipal who) => May(who) ? await orders.PauseAsync(id) : Result.Forbid();

    public async Task<Result> GoOnAsync(Guid id, ClaimsPrincipal who) => May(who) ? await orders.GoOnAsync(id) : Result.Forbid();

    public async Task<Result> EndAsync(Guid id, ClaimsPrincipal who) => May(who) ? await orders.EndAsync(id) : Result.Forbid();

    public async Task<Result> TakeBackAsync(Guid id, ClaimsPrincipal who) =>
        May(who) ? await orders.ReturnAsync(id, who.ToActor()) : Result.Forbid();

    public async Task<Result> DiscardAsync(Guid id, ClaimsPrincipal who)
    {
        if (!May(who))
            return Result.Forbid();
        await orders.DiscardAsync(id);
        return Result.Ok;
    }

    private static bool May(ClaimsPrincipal who) => PolicyRoles.Allow(Policies.ManageRecords, who);
}
