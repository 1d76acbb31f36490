using System.Text;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>The programme of the specification, read the way the console reads its settings.</summary>
internal static class SampleProgramme
{
    public const string Holidays = """
        date,name_ja,name_en
        2026-01-01,元日,New Year's Day
        2026-01-12,成人の日,Coming of Age Day
        2026-02-11,建国記念の日,National Foundation Day
        2026-02-23,天皇誕生日,Emperor's Birthday
        2026-03-20,春分の日,Vernal Equinox Day
        2026-04-29,昭和の日,Showa Day
        2026-05-03,憲法記念日,Constitution Memorial Day
        2026-05-04,みどりの日,Greenery Day
        2026-05-05,こどもの日,Children's Day
        2026-05-06,振替休日,Substitute Holiday
        2026-07-20,海の日,Marine Day
        2026-08-11,山の日,Mountain Day
        2026-09-21,敬老の日,Respect for the Aged Day
        2026-09-22,国民の休日,Citizens' Holiday
        2026-09-23,秋分の日,Autumnal Equinox Day
        2026-10-12,スポーツの日,Sports Day
        2026-11-03,文化の日,Culture Day
        2026-11-23,勤労感謝の日,Labor Thanksgiving Day
        2027-01-01,元日,New Year's Day
        2027-01-11,成人の日,Coming of Age Day
        """;

    public const string Settings = """
        {
          "SupportProgramme": {
            "BusinessDayLength": "8 h",
            "AtRiskShare": 0.7,
            "Hotline": "03-6206-6286",
            "Calendars": {
              "business": {
                "Zone": "Asia/Tokyo",
                "Openings": {
                  "Monday": ["09:00-17:00"],
                  "Tuesday": ["09:00-17:00"],
                  "Wednesday": ["09:00-17:00"],
                  "Thursday": ["09:00-17:00"],
                  "Friday": ["09:00-17:00"]
                },
                "HolidaysFile": "holidays-jp-2024-2030.csv",
                "Closed": [{ "From": "12-29", "To": "01-03", "NameJa": "年末年始休業", "NameEn": "Year-end and New Year closure" }]
              },
              "always": {
                "Zone": "Asia/Tokyo",
                "Openings": {
                  "Monday": ["00:00-24:00"],
                  "Tuesday": ["00:00-24:00"],
                  "Wednesday": ["00:00-24:00"],
                  "Thursday": ["00:00-24:00"],
                  "Friday": ["00:00-24:00"],
                  "Saturday": ["00:00-24:00"],
                  "Sunday": ["00:00-24:00"]
                }
              }
            },
            "Targets": {
              "Standard": {
                "Emergency": {
                  "FirstResponse": { "Within": "2 h", "Calendar": "business" },
                  "Callback": { "Within": "2 h", "Calendar": "business" }
                },
                "High": {
                  "FirstResponse": { "Within": "1 business day", "Calendar": "business" },
                  "Callback": { "Within": "2 h", "Calendar": "business" }
                },
                "Medium": {
                  "FirstResponse": { "Within": "2 business days", "Calendar": "business" },
                  "Callback": { "Within": "2 h", "Calendar": "business" }
                },
                "Low": {
                  "FirstResponse": { "Within": "2 business days", "Calendar": "business" },
                  "Callback": { "Within": "2 h", "Calendar": "business" }
                }
              },
              "Premium": {
                "Emergency": {
                  "FirstResponse": { "Within": "1 h", "Calendar": "always" },
                  "Callback": { "Within": "1 h", "Calendar": "always" }
                },
                "High": {
                  "FirstResponse": { "Within": "1 business day", "Calendar": "business" },
                  "Callback": { "Within": "1 h", "Calendar": "always" }
                },
                "Medium": {
                  "FirstResponse": { "Within": "2 business days", "Calendar": "business" },
                  "Callback": { "Within": "1 h", "Calendar": "always" }
                },
                "Low": {
                  "FirstResponse": { "Within": "2 business days", "Calendar": "business" },
                  "Callback": { "Within": "1 h", "Calendar": "always" }
                }
              }
            }
          }
        }
        """;

    public static SupportProgramme Programme { get; } = Create().Value;

    public static BusinessCalendar Business => Programme.Calendar(SupportProgramme.BusinessCalendarId);

    public static BusinessCalendar Always => Programme.Calendar(SupportProgramme.AlwaysCalendar);

    public static ProgrammeOptions Options(params (string Key, string? Value)[] changes)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(Settings));
        var configuration = new ConfigurationBuilder()
            .AddJsonStream(json)
            .AddInMemoryCollection(changes.Select(c => KeyValuePair.Create($"{ProgrammeOptions.Section}:{c.Key}", c.Value)))
            .Build();
        var options = configuration.GetSection(ProgrammeOptions.Section).Get<ProgrammeOptions>()!;
        foreach (var calendar in options.Calendars.Values.Where(c => c.HolidaysFile is not null))
            calendar.HolidaysRead = HolidayFile.Parse(Holidays).Value;
        return options;
    }

    public static Result<SupportProgramme> Create(params (string Key, string? Value)[] changes) =>
        SupportProgramme.Create(Options(changes));

    /// <summary>An instant by its wall time in Tokyo.</summary>
    public static Instant Tokyo(int year, int month, int day, int hour, int minute = 0, int second = 0) =>
        new LocalDateTime(year, month, day, hour, minute, second).InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).ToInstant();
}
