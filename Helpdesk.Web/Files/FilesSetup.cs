using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.Options;
using Quartz;

namespace Helpdesk.Web.Files;

/// <summary>Files of cases: the store, the way in, the scanner, what looks after them.</summary>
public static class FilesSetup
{
    public static void AddFiles(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<FilesOptions>().BindSettings(FilesOptions.Section);
        services.AddSingleton<IValidateOptions<FilesOptions>, FilesOptionsCheck>();
        services
            .AddOptions<IntakeOptions>()
            .BindSettings(IntakeOptions.Section)
            .Validate(
                o => !string.IsNullOrWhiteSpace(o.PrivacyPolicyVersion),
                "Intake:PrivacyPolicyVersion is missing: name the version of the policy that contacts agree to, e.g. \"2026-04\"."
            )
            .Validate(
                o => o.IsPolicyAddressGood,
                "Intake:PrivacyPolicyAddress is no address of the web: name where the policy can be read, e.g. "
                    + "\"https://example.com/privacy\", or leave it empty."
            )
            .Validate(
                o => o.MaxAttachmentBytes is >= 1024 and <= 1L << 30,
                "Intake:MaxAttachmentBytes must lie between 1024 and 1073741824."
            )
            .Validate(o => o.MaxAttachments is >= 0 and <= 100, "Intake:MaxAttachments must lie between 0 and 100.");
        services.AddSingleton<AttachmentStore>();
        services.AddHostedService<AbandonedFiles>();
        services.AddSingleton<ClamdScanner>();
        services.AddSingleton<FileIntake>();
        services.AddSingleton<FilePreview>();
        services.AddSingleton<CaseFileQuery>();
        services.AddSingleton<FileKeeping>();
        services.AddScoped<PendingFiles>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddFileJobs(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<SettleFilesJob>(trigger => trigger.EveryOnceSettled(TimeSpan.FromMinutes(1), "settle-files"));
        quartz.ScheduleJob<SweepFilesJob>(trigger => trigger.WithIdentity("sweep-files").WithCronSchedule("0 41 * * * ?"));
    }
}
