using Helpdesk.Web.Commands;
using Helpdesk.Web.Data;
using Helpdesk.Web.Features.Acknowledge;
using Helpdesk.Web.Features.Supervise;
using Helpdesk.Web.Live;
using Helpdesk.Web.Words;
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
        services.AddSingleton<AgentBoard>();
        services.AddSingleton<Workforce>();
        services.AddSingleton<PersonalNotices>();
        services.AddScoped<CircuitHandler, PresenceCircuit>();
        services.AddScoped<TakeNextCase>();
        services.AddScoped<SeeCase>();
        services.AddSingleton<AcknowledgeWatch>();
        services.AddSingleton<AcknowledgeTrigger>();
        services.AddSingleton<SuperviseBoard>();
        services.AddSingleton<SelectedCases>();
        services.AddScoped<ProposePlanQuery>();
        services.AddScoped<PlanHandlers>();
        services.AddScoped<SaveAgentProfileHandler>();
        services.AddScoped<SuperviseApi.Answering>();
        services.AddScoped<PlacementWords>();
    }
}
