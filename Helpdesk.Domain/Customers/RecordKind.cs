using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Customers;

/// <summary>What is kept alike of all records: their key, their columns, and how one begins.</summary>
/// <param name="Name">Stable name of the kind, e.g. <c>customers</c>; addresses and files are called so.</param>
/// <param name="Columns">The key's columns first.</param>
/// <param name="Keys">The columns that make the key; they never change.</param>
/// <param name="Required">Columns that no record goes without.</param>
/// <param name="KeyOf">What tells it from others of its kind, whatever the case of letters.</param>
/// <param name="Blank">A record in which nothing is said yet.</param>
/// <param name="Complete">The record with what follows from the rest, such as a key nobody gave.</param>
public sealed record RecordKind<T>(
    string Name,
    IReadOnlyList<RecordColumn<T>> Columns,
    IReadOnlyList<string> Keys,
    IReadOnlyList<string> Required,
    Func<T, string> KeyOf,
    Func<T> Blank,
    Func<T, T> Complete
)
    where T : class
{
    /// <summary>All columns as a refusal names them, e.g. <c>key, name, reading</c>.</summary>
    public string ColumnNames => string.Join(", ", Columns.Select(c => c.Name));

    public RecordColumn<T>? Column(string name) => Columns.FirstOrDefault(c => c.Name == name);

    /// <summary>The columns in which two records differ, with both texts; against null, those that say something.</summary>
    public IEnumerable<RecordDifference> Compare(T? before, T after) =>
        Columns
            .Select(c => new RecordDifference(c.Name, before is null ? "" : c.Text(before), c.Text(after), c.IsPersonal))
            .Where(d => d.Before != d.After);

    /// <summary>
    /// A record with these texts in its columns; every text that cannot be read is refused, not only the first. Columns that are not
    /// named stay as they are.
    /// </summary>
    /// <param name="before">The record as it is; null for a new one, which needs its required columns.</param>
    public Result<T> Read(T? before, IReadOnlyDictionary<string, string> texts)
    {
        List<Error> wrong =
        [
            .. Required
                .Where(name => texts.TryGetValue(name, out var text) ? string.IsNullOrWhiteSpace(text) : before is null)
                .Select(name => new Error("record.value-missing", name)),
        ];
        var into = before ?? Blank();
        foreach (var (name, text) in texts)
        {
            if (Column(name) is not { } column)
            {
                wrong.Add(new Error("record.column-unknown", name, name, ColumnNames));
                continue;
            }

            if (before is not null && Keys.Contains(name))
                continue;
            var read = column.Read(into, text);
            if (read.IsOk)
                into = read.Value;
            else
                wrong.AddRange(read.Errors);
        }

        return wrong.Count > 0 ? Result<T>.Refuse([.. wrong.DistinctBy(e => (e.Code, e.Field))]) : Complete(into);
    }
}

/// <summary>A column in which two records differ.</summary>
public sealed record RecordDifference(string Column, string Before, string After, bool IsPersonal);
