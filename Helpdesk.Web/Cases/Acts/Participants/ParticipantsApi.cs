using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.Acts.Participants;

public static class ParticipantsApi
{
    public static void MapParticipants(this RouteGroupBuilder cases)
    {
        cases.MapCommand<AddParticipant>("add-participant", "Somebody takes part: gets our words, and their mail is the customer's.");
        cases.MapCommand<RemoveParticipant>("remove-participant", "Somebody takes part no more.");
    }
}
