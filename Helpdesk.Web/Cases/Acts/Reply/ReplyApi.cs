using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.Acts.Reply;

public static class ReplyApi
{
    public static void MapReply(this RouteGroupBuilder cases)
    {
        cases.MapCommand<ReplyToCustomer>("reply", "Records a reply sent to the customer; meets the first response (H2).");
        cases.MapCommand<AddNote>("note", "Adds a note that only colleagues read.");
        cases.MapCommand<RecordCustomerMessage>("customer-message", "Records what the customer said; the ball is ours again.");
    }
}
