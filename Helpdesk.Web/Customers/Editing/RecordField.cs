namespace Helpdesk.Web.Customers.Editing;

/// <summary>How a column of a record is asked for.</summary>
public enum FieldSort
{
    /// <summary>A line of words.</summary>
    Line = 0,

    /// <summary>Several, a line each.</summary>
    Lines = 1,

    Day = 2,

    /// <summary>One of a few.</summary>
    Choice = 3,

    /// <summary>Any of a few.</summary>
    Choices = 4,

    /// <summary>One of many, found while it is typed.</summary>
    Found = 5,

    /// <summary>A line of words, with what is known offered.</summary>
    Offered = 6,

    /// <summary>A text of lines, kept as they are typed.</summary>
    Text = 7,
}

/// <summary>Something to choose.</summary>
/// <param name="Value">As the column has it.</param>
public sealed record FieldChoice(string Value, string Words);

/// <summary>A column in a dialog; its words come from <see cref="RecordText"/>.</summary>
/// <param name="IsNeeded">Refused while it is empty, so that nobody saves what they did not choose.</param>
public sealed record RecordField(string Column, FieldSort Sort = FieldSort.Line, bool IsNeeded = false)
{
    /// <summary>What there is to choose, which may depend on the other columns.</summary>
    public Func<IReadOnlyDictionary<string, string>, IReadOnlyList<FieldChoice>>? Among { get; init; }

    /// <summary>What is found by some letters; the value itself finds its words.</summary>
    public Func<string?, CancellationToken, Task<IReadOnlyList<FieldChoice>>>? Find { get; init; }

    /// <summary>Shown below it.</summary>
    public string? Hint { get; init; }

    /// <summary>Its name where it is another one than the column's.</summary>
    public string? Label { get; init; }

    public static RecordField Of(string column, IReadOnlyList<FieldChoice> choices, bool isNeeded = false) =>
        new(column, FieldSort.Choice, isNeeded) { Among = _ => choices };
}
