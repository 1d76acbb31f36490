using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>English words for refused settings: they stop the start, before any language is known.</summary>
public static class SupportProgrammeErrors
{
    /// <summary>Key, what is there, and the fix, in one sentence or two.</summary>
    public static string Describe(Error error)
    {
        var (value, expected) = (Arg(error, 0), Arg(error, 1));
        return error.Code switch
        {
            "programme.key-missing" => $"{error.Field} is missing. Add it: {expected}.",
            "programme.key-unknown" => $"{error.Field} is not a known key. Remove it or correct it: {expected}.",
            "programme.calendar-unknown" => $"{error.Field} names the calendar \"{value}\", which is not defined. Expected {expected}.",
            "programme.holidays-not-read" => $"{error.Field} is \"{value}\", but no holidays were read from it. Expected {expected}.",
            "calendar.never-opens" =>
                $"{error.Field}: the calendar \"{value}\" never opens, so no promise on it could ever fall due. Expected {expected}.",
            _ => value.Length == 0
                ? $"{error.Field} is empty or missing. Expected {expected}."
                : $"{error.Field} is \"{value}\". Expected {expected}.",
        };
    }

    private static string Arg(Error error, int index) => error.Args.Length > index ? error.Args[index]?.ToString() ?? "" : "";
}
