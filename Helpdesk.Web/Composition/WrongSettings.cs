using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Composition;

/// <summary>A wrong setting is the reader's to mend: the key and the way out, not a stack trace.</summary>
internal static class WrongSettings
{
    /// <summary>What is wrong with the settings, a line each; null when the exception is about something else.</summary>
    public static IReadOnlyList<string>? In(Exception exception) =>
        exception switch
        {
            OptionsValidationException wrong => [.. wrong.Failures],
            // Several sections that are wrong at once.
            AggregateException many when many.InnerExceptions.All(one => In(one) is not null) =>
            [
                .. many.InnerExceptions.SelectMany(one => In(one)!),
            ],
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } =>
            [
                exception.Message + " Write true or false for a Boolean, digits for a number.",
            ],
            _ => null,
        };
}
