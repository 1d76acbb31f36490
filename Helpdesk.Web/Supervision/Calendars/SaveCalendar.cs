using FluentValidation;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Validation;
using NodaTime;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>Makes a new version of a calendar, or the first of a further one (spec P14).</summary>
/// <param name="Seen">The newest version when the person began; null for a further calendar.</param>
/// <param name="ValidFrom">When it comes into force; null is now.</param>
/// <param name="MovesRunning">Whether running clocks go over to it; there is no answer beforehand.</param>
public sealed record SaveCalendar(
    string CalendarId,
    int? Seen,
    CalendarText Content,
    Instant? ValidFrom,
    bool? MovesRunning,
    string Reason
);

/// <summary>Withdraws the version that is to come.</summary>
public sealed record WithdrawCalendar(string CalendarId, int Number, string Reason);

/// <summary>Moves the running clocks of a calendar to the version in force.</summary>
public sealed record MoveRunningClocks(string CalendarId, int Number, string Reason);

/// <summary>Takes a further calendar away; the clocks on it run on.</summary>
public sealed record TakeAwayCalendar(string CalendarId, string Reason);

public sealed class SaveCalendarRules : AbstractValidator<SaveCalendar>
{
    public const int LongestReason = 500,
        LongestName = 100,
        MostHolidays = 1000,
        MostClosures = 100,
        MostOpenings = 12;

    public static readonly Duration FurthestAhead = Duration.FromDays(2 * 366);

    public SaveCalendarRules(IClock clock)
    {
        RuleFor(s => s.CalendarId)
            .Matches("^[a-z][a-z0-9-]{1,29}$")
            .WithErrorCode("calendar.id")
            .WithState((_, id) => new object?[] { id })
            .OverridePropertyName("calendarId");
        RuleFor(s => s.MovesRunning).NotNull().WithErrorCode("calendar.choose").OverridePropertyName("movesRunning");
        RuleFor(s => s.ValidFrom)
            .Must(at => at is null || (at > clock.GetCurrentInstant() && at < clock.GetCurrentInstant() + FurthestAhead))
            .WithErrorCode("calendar.valid-from")
            .OverridePropertyName("validFrom");
        RuleFor(s => s.Content.NameEn).AtMost(LongestName).OneLine().OverridePropertyName("nameEn");
        RuleFor(s => s.Content.NameJa).AtMost(LongestName).OneLine().OverridePropertyName("nameJa");
        RuleFor(s => s.Content)
            .Must(c => (c.Holidays?.Count ?? 0) <= MostHolidays && (c.Closed?.Count ?? 0) <= MostClosures)
            .WithErrorCode("calendar.too-many")
            .WithState(_ => new object?[] { MostHolidays, MostClosures })
            .OverridePropertyName("content");
        RuleFor(s => s.Content)
            .Must(c => c.Openings?.Values.All(o => o is null || o.Length <= MostOpenings) != false)
            .WithErrorCode("calendar.too-many-openings")
            .WithState(_ => new object?[] { MostOpenings })
            .OverridePropertyName("openings");
        RuleFor(s => s.Content)
            .Must(c => (c.Holidays ?? []).All(h => IsNamed(h.NameJa, h.NameEn)) && (c.Closed ?? []).All(h => IsNamed(h.NameJa, h.NameEn)))
            .WithErrorCode("calendar.names")
            .WithState(_ => new object?[] { LongestName })
            .OverridePropertyName("names");
        RuleFor(s => s.Reason).SetValidator(new ReasonRules()).OverridePropertyName("reason");
    }

    private static bool IsNamed(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (name?.Trim().Length is not (> 0 and <= LongestName))
                return false;
        }

        return true;
    }
}

/// <summary>A reason that is kept with the version.</summary>
public sealed class ReasonRules : AbstractValidator<string>
{
    public ReasonRules()
    {
        RuleFor(r => r).NotEmpty().WithErrorCode("calendar.reason").OverridePropertyName("reason");
        RuleFor(r => r)
            .MaximumLength(SaveCalendarRules.LongestReason)
            .WithErrorCode("calendar.reason-long")
            .WithState(_ => new object?[] { SaveCalendarRules.LongestReason })
            .OverridePropertyName("reason");
    }
}
