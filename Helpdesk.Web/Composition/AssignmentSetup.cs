using Helpdesk.Web.Cases.Acts.See;
using Helpdesk.Web.Cases.Acts.Take;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Acknowledgement;
using Helpdesk.Web.Supervision.Board;
using Helpdesk.Web.Supervision.Plan;
using Helpdesk.Web.Workforce;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Composition;

/// <summary>Who gets which case: skills, the planner, the supervisors' board, what goes back untouched.</summary>
public static class AssignmentSetup
{
    public static void AddHelpdeskAssignment(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AssignmentOptions>().BindConfiguration(AssignmentOptions.Section, o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AssignmentOptions>, AssignmentOptionsCheck>();
        services.AddSingleton<AgentProfileCache>();
        services.AddSingleton<AgentPool>();
        services.AddSingleton<PersonalNotices>();
        services.AddScoped<CircuitHandler, PresenceCircuit>();
        services.AddScoped<TakeNextCase>();
        services.AddScoped<SeeCase>();
        services.AddSingleton<AcknowledgeWatch>();
        services.AddSingleton<AcknowledgeTrigger>();
        services.AddSingleton<BoardQuery>();
        services.AddSingleton<SelectedCases>();
        services.AddScoped<ProposePlanQuery>();
        services.AddScoped<PlanHandlers>();
        services.AddScoped<SaveAgentProfileHandler>();
        services.AddScoped<SuperviseApi.Answering>();
        services.AddScoped<PlacementWords>();
    }
}
