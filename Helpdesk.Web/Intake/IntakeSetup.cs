namespace Helpdesk.Web.Intake;

/// <summary>How cases come in: the form behind sign-in and the API.</summary>
public static class IntakeSetup
{
    public static void AddIntake(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<OpenCaseHandler>();
        services.AddSingleton<IntakeGroupCommit>();
        services.AddSingleton<IntakePreviewQuery>();
        services.AddSingleton<SimilarCasesQuery>();
    }
}
