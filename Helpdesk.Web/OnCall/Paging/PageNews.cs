using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Live;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Tells of what was committed about pages: screens, attention, mail, web hook. Call it inside the write gate.</summary>
public sealed class PageNews(OpenPages board, OpenAlerts alerts, OutboxSignal mail, PageSignal bell)
{
    public void Tell(PagesWritten written)
    {
        if (written.Pages.Count == 0)
            return;
        board.Put(written.Pages);
        alerts.Raised(written.Raised);
        alerts.Settled(written.Settled);
        mail.Ring();
        bell.Ring();
    }
}
