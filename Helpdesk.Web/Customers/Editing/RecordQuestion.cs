using Helpdesk.Domain.Kernel;
using Microsoft.AspNetCore.Components;

namespace Helpdesk.Web.Customers.Editing;

/// <summary>One change of one record, so that it can be undone.</summary>
/// <param name="Kind">Name of the kind of record.</param>
public sealed record UndoStep(string Kind, long ChangeId);

/// <summary>What an act on records has done.</summary>
/// <param name="Key">Of the record that it was about.</param>
/// <param name="Steps">In the order in which they were made; empty when everything was so already.</param>
public sealed record RecordDone(string Key, IReadOnlyList<UndoStep> Steps)
{
    /// <summary>What is undone after the steps, as it is no record.</summary>
    public Func<Task>? AlsoUndo { get; init; }
}

/// <summary>An act on a record that asks for something first: what its dialog shows, and what saves it.</summary>
/// <param name="Act">The button's word: what it does.</param>
/// <param name="Kind">Name of the kind of record whose columns are asked for.</param>
/// <param name="Texts">What stands in the columns before; those without a field go along as they are.</param>
/// <param name="Said">What is said when it is done.</param>
public sealed record RecordQuestion(
    string Title,
    string Act,
    string Kind,
    IReadOnlyList<RecordField> Fields,
    IReadOnlyDictionary<string, string> Texts,
    Func<IReadOnlyDictionary<string, string>, Task<Result<RecordDone>>> Save,
    string Said
)
{
    public string? Hint { get; init; }

    /// <summary>What saving would change, drawn anew with the texts.</summary>
    public RenderFragment<IReadOnlyDictionary<string, string>>? Preview { get; init; }
}
