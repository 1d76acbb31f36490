using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Import.Rows;

/// <summary>
/// Finds the contact that a row without a key means: whoever of that customer has one of its addresses, on record or in an earlier row.
/// </summary>
internal sealed class KnownContacts
{
    private readonly Dictionary<(string Customer, string Address), string> _earlier = [];

    /// <summary>The rows with the key that each means; rows of other kinds as they are.</summary>
    public async Task<IReadOnlyList<(ImportRow Row, IReadOnlyDictionary<string, string> Texts)>> NameAsync<T>(
        HelpdeskDb db,
        RecordTable<T> table,
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
        where T : class
    {
        if (table is not ContactTable)
            return [.. rows.Select(r => (r, r.Texts))];
        var read = rows.Select(r => (Row: r, Contact: Who(r.Texts))).ToList();
        var addresses = read.SelectMany(r => r.Contact.Emails).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var stored = await db.MailOwners()
            .Where(o => addresses.Contains(o.Address))
            .Join(
                db.Contacts(),
                o => o.Key,
                c => c.Key,
                (o, c) =>
                    new
                    {
                        o.Address,
                        c.CustomerKey,
                        c.Key,
                    }
            )
            .ToListAsync(cancellation);
        var known = stored.ToLookup(s => Place(s.CustomerKey, s.Address), s => s.Key);
        return [.. read.Select(r => (r.Row, Named(r.Row, r.Contact, known)))];
    }

    private IReadOnlyDictionary<string, string> Named(ImportRow row, Contact contact, ILookup<(string, string), string> known)
    {
        var places = contact.Emails.Select(e => Place(contact.CustomerKey, e)).ToList();
        var key =
            contact.Key.Length > 0
                ? contact.Key
                : places.SelectMany(p => known[p]).FirstOrDefault()
                    ?? places.Select(p => _earlier.GetValueOrDefault(p)).FirstOrDefault(k => k is not null);
        foreach (var place in places)
            _earlier.TryAdd(place, key ?? RecordKinds.Contacts.Complete(contact).Key);
        return key is null || contact.Key.Length > 0 ? row.Texts : new Dictionary<string, string>(row.Texts) { ["key"] = key };
    }

    private static (string, string) Place(string customer, string address) => (customer.ToUpperInvariant(), address.ToUpperInvariant());

    // Only who it is: what cannot be read is refused later, with its reason.
    private static Contact Who(IReadOnlyDictionary<string, string> texts)
    {
        var contact = RecordKinds.Contacts.Blank();
        foreach (var name in (string[])["key", "customer", "name", "emails"])
        {
            if (texts.TryGetValue(name, out var text) && RecordKinds.Contacts.Column(name)!.Read(contact, text) is { IsOk: true } read)
                contact = read.Value;
        }

        return contact;
    }
}
