using System.Text.Json;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>One form in which help desks write their cases, an object a case (docs/moving-in.md).</summary>
internal interface IOldCaseShape
{
    /// <summary>As the command line names it.</summary>
    string Name { get; }

    /// <summary>Whether an object is a case of this form.</summary>
    bool Fits(JsonElement one);

    /// <summary>Reads a case; what is wrong goes into <paramref name="errors"/>.</summary>
    /// <returns>Null where the old system had thrown the case away.</returns>
    OldCaseRecord? Read(JsonElement one, List<Error> errors);
}

/// <summary>What the command line says about the cases of a file.</summary>
/// <param name="From">The system's name, in place of the form's own.</param>
/// <param name="ProductField">Where the product's code stands among a case's own fields: an id for Zendesk, a name for Zammad.</param>
public sealed record OldCaseSettings(
    string? From = null,
    string? Product = null,
    string? ProductField = null,
    string? VersionField = null,
    string? SerialField = null
);
