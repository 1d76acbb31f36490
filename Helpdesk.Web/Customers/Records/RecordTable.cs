using FluentValidation;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Search;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Validation;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Records;

/// <summary>How a kind of record is stored: where it lies, what it names, what it must be.</summary>
public abstract class RecordTable<T>(RecordKind<T> kind, IValidator<T> rules)
    where T : class
{
    // Words that very many have alike: whoever types "ja" or "pre" looks for a name.
    private static readonly string[] NotSearched = ["language", "userKind", "zone", "mayOpenCases", "tier", "boughtAs", "kind"];

    public RecordKind<T> Kind => kind;

    internal abstract IQueryable<T> WithKeys(HelpdeskDb db, IReadOnlyCollection<string> keys);

    internal abstract T Copy(T record);

    /// <summary>Key of the customer it belongs to, or null.</summary>
    internal virtual string? CustomerOf(T record) => null;

    /// <summary>The other records that it names.</summary>
    internal virtual IEnumerable<RecordReference> References(T record) => [];

    /// <summary>The addresses by which mail leads to it.</summary>
    internal virtual IEnumerable<string> Addresses(T record) => [];

    internal string Folded(T record) =>
        SearchFold.Fold(
            string.Join(
                ' ',
                Kind.Columns.Where(c => !NotSearched.Contains(c.Name)).Select(c => c.Text(record)).Where(text => text.Length > 0)
            )
        );

    /// <summary>What is wrong with a record in itself.</summary>
    internal IReadOnlyList<Error> Check(T record) => rules.Validate(record).ToErrors();
}
