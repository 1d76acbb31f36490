using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.CustomerSilence;

namespace Helpdesk.Web.Cases.Acts.Call;

public static class CallApi
{
    public static void MapCall(this RouteGroupBuilder cases)
    {
        cases.MapCommand<LogCall>("call", "Logs a call and its outcome (H2).");
        cases.MapCommand<LogHotlineCall>("hotline-call", "Logs a call to the reception number; a supervisor hears of it (H4).");
        cases.MapCommand<RequestCallback>("callback", "Starts a callback clock, due at the promised time where one is given (P3, P11).");
        cases.MapCommand<RestorePromise>("restore-promise", "Starts what an older version never started, from now on (P3, H5).");
        cases.MapCommand<ReleaseCall>("release-call", "The customer does not need the promised call any more (P3).");
    }
}
