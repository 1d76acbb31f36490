using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Administration.Log;
using Helpdesk.Web.People.Administration;
using Helpdesk.Web.People.ApiKeys;

namespace Helpdesk.Web.People;

/// <summary>People and keys as an administrator sees them.</summary>
public static class PeopleSetup
{
    public static void AddPeople(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IReadinessCheck, PeopleCheck>();
        services.AddSingleton<PeopleQuery>();
        services.AddSingleton<AdminLogQuery>();
        services.AddSingleton<PersonEditor>();
        services.AddSingleton<CreatePersonHandler>();
        services.AddSingleton<ChangePersonHandler>();
        services.AddSingleton<ChangeRolesHandler>();
        services.AddSingleton<SwitchPersonHandler>();
        services.AddSingleton<UnlockPersonHandler>();
        services.AddSingleton<PasswordLinkHandler>();
        services.AddSingleton<ApiKeysQuery>();
        services.AddSingleton<CreateApiKeyHandler>();
        services.AddSingleton<RevokeApiKeyHandler>();
    }
}
