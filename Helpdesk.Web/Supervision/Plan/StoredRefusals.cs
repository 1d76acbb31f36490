using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Supervision.Plan;

/// <summary>Refusals that are kept with a plan, and said later in whatever language somebody reads them in.</summary>
internal static class StoredRefusals
{
    // What a kept word of the field begins with; no name of a person does.
    private const string Word = "word:";

    public static StoredRefusal Of(Error error) =>
        new(
            error.Code,
            [
                .. error.Args.Select(a =>
                    a is Enum word ? Word + word.GetType().Name + "." + word : Convert.ToString(a, CultureInfo.InvariantCulture) ?? ""
                ),
            ]
        );

    public static Error ToError(this StoredRefusal stored) => new(stored.Code, null, [.. stored.Args]);

    public static string Say(this StoredRefusal stored, ErrorWords errors, DomainWords domain) =>
        errors.Of(
            new Error(
                stored.Code,
                null,
                [.. stored.Args.Select(a => a.StartsWith(Word, StringComparison.Ordinal) ? domain[a[Word.Length..]] : a)]
            )
        );
}
