using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.Acts.Wait;

public static class WaitApi
{
    public static void MapWait(this RouteGroupBuilder cases)
    {
        cases.MapCommand<WaitForCustomer>("wait", "The customer has the ball (H1).");
        cases.MapCommand<WaitForVendor>("wait-for-vendor", "The product's makers have the ball.");
        cases.MapCommand<ResumeCase>("resume", "The ball is ours again.");
        cases.MapCommand<RecordVendorAnswer>("vendor-answered", "The makers answered what they owed.");
    }
}
