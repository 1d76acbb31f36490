using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Opens, carries on and ends pages in the transaction of what was done to their cases (spec U3).</summary>
public sealed class PageSaveStep(PageWriter pages, PageNews news) : ICaseSaveStep
{
    public async Task<Action?> WriteAsync(HelpdeskDb db, IReadOnlyList<Case> changed)
    {
        var written = await pages.WriteAsync(db, changed);
        return written.Pages.Count == 0 ? null : () => news.Tell(written);
    }
}
