using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.ServiceLevels.Calendars;
using Helpdesk.Web.ServiceLevels.Programme;
using Microsoft.Extensions.Options;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>
/// The support programme from the <c>SupportProgramme</c> section: a wrong or missing key stops the start and names itself and the fix.
/// </summary>
public static class ServiceLevelsSetup
{
    /// <summary>Reads the programme and compiles its calendars beside the rest of the start.</summary>
    public static Task<(SupportProgramme Programme, ProgrammeSeed Seed)> BeginSupportProgramme(this WebApplicationBuilder builder) =>
        Task.Run(() =>
        {
            var options = ReadOptions(builder.Configuration, builder.Environment.ContentRootPath);
            return (Create(options), new ProgrammeSeed(ProgrammeContent.Of(options)));
        });

    /// <summary>Waits for what was begun while the host is built, so that nothing starts on a programme that does not hold.</summary>
    public static void AddSupportProgramme(this WebApplicationBuilder builder, Task<(SupportProgramme Programme, ProgrammeSeed Seed)> begun)
    {
        var (programme, seed) = begun.GetAwaiter().GetResult();
        builder.Services.AddSingleton(programme);
        builder.Services.AddSingleton(seed);
        builder.Services.AddSingleton<ServiceTimes>();
        builder.Services.AddSingleton<CalendarBook>();
        builder.Services.AddSingleton<IReadinessCheck, HolidaysCheck>();
        builder.Services.AddSingleton<IReadinessCheck, CalendarSettingsCheck>();
        builder.Services.AddHostedService<ProgrammeReport>();
        AddVersions(builder.Services);
    }

    private static void AddVersions(IServiceCollection services)
    {
        services.AddSingleton<ProgrammeBook>();
        services.AddSingleton<ProgrammeTurn>();
        services.AddSingleton<ProgrammeStart>();
        services.AddSingleton<ProgrammePreviews>();
        services.AddSingleton<IReadinessCheck, ProgrammeCheck>();
        services.AddScoped<ProgrammeWords>();
        services.AddScoped<ProgrammeHandlers>();
        services.AddHostedService<ProgrammeScheduler>();
    }

    /// <summary>Its job: versions come into force at their time.</summary>
    public static void AddProgrammeJobs(this IQuartzBuilder quartz) => quartz.WhenDue<ProgrammeTurn>();

    /// <summary>The programme of the settings, or a stop that names every wrong key.</summary>
    public static SupportProgramme Read(IConfiguration configuration, string root) => Create(ReadOptions(configuration, root));

    private static ProgrammeOptions ReadOptions(IConfiguration configuration, string root)
    {
        var options = Bind(configuration);
        foreach (var (id, calendar) in options.Calendars)
        {
            if (!string.IsNullOrEmpty(calendar?.HolidaysFile))
                calendar.HolidaysRead = Holidays(id, Path.Combine(root, calendar.HolidaysFile));
        }

        return options;
    }

    private static SupportProgramme Create(ProgrammeOptions options)
    {
        var created = SupportProgramme.Create(options);
        return created.IsOk ? created.Value : throw Stop(created.Errors.Select(SupportProgrammeErrors.Describe));
    }

    // A mistyped key would otherwise be a silent default.
    private static ProgrammeOptions Bind(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(ProgrammeOptions.Section).Get<ProgrammeOptions>(o => o.ErrorOnUnknownConfiguration = true)
                ?? new ProgrammeOptions();
        }
        catch (InvalidOperationException wrong)
        {
            throw Stop([
                $"{ProgrammeOptions.Section}: {wrong.InnerException?.Message ?? wrong.Message} Remove the key or correct its name "
                    + "(docs/settings.md).",
            ]);
        }
    }

    private static IReadOnlyList<Holiday> Holidays(string calendar, string file)
    {
        var key = $"{ProgrammeOptions.Section}:Calendars:{calendar}:HolidaysFile";
        if (!File.Exists(file))
            throw Stop([
                $"{key}: there is no file \"{file}\". Give the path of a holiday list with the header {HolidayFile.Header}, "
                    + "relative to the program.",
            ]);
        var read = HolidayFile.Parse(File.ReadAllText(file));
        return read.IsOk ? read.Value : throw Stop(read.Errors.Select(e => $"{key}: {file}: {SupportProgrammeErrors.Describe(e)}"));
    }

    private static OptionsValidationException Stop(IEnumerable<string> failures) =>
        new(ProgrammeOptions.Section, typeof(ProgrammeOptions), failures);

    /// <summary>Says at each start which calendar needs attention soon, such as holidays that run out.</summary>
    private sealed class ProgrammeReport(SupportProgramme programme, CalendarBook book, IClock clock, ILogger<ProgrammeReport> log)
        : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            foreach (Error warning in programme.Validate(clock.GetCurrentInstant()))
                log.LogWarning("Support programme: {Warning}", SupportProgrammeErrors.Describe(warning));
            foreach (var id in book.Differing)
                log.LogWarning(
                    "Calendar {Calendar}: the settings say otherwise than version {Version}, which was made on screen and holds. "
                        + "Make the settings the same, or change the calendar at /admin/calendars/{Calendar}",
                    id,
                    programme.CalendarVersionOf(id),
                    id
                );
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
