using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.Acts.Close;

public static class CloseApi
{
    public static void MapClose(this RouteGroupBuilder cases)
    {
        cases.MapCommand<OfferSolution>("solution", "Offers a solution; the customer has the ball (H5).");
        cases.MapCommand<ResolveCase>("resolve", "Marks the case resolved (H5).");
        cases.MapCommand<CloseCase>("close", "Closes with a reason and what it asks for (C1–C10).");
        cases.MapCommand<UndoClose>("undo-close", "Takes a closing back within a minute.");
        cases.MapCommand<ReopenCase>("reopen", "Reopens with new clocks (C9).");
    }
}
