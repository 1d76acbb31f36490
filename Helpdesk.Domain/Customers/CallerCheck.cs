using NodaTime;

namespace Helpdesk.Domain.Customers;

/// <summary>Whether somebody who writes for a customer is known to belong to it.</summary>
public enum Caller
{
    /// <summary>No record says which customer it is.</summary>
    NoCustomer = 0,

    /// <summary>A contact of the customer, or somebody who writes from its mail domain.</summary>
    Known = 1,

    /// <summary>Names a serial of a customer that does not know them: the tier must not leak to them.</summary>
    Unknown = 2,

    /// <summary>A contact from whom the customer wants no cases taken.</summary>
    MayNotOpen = 3,

    /// <summary>A contact who has left the customer.</summary>
    HasLeft = 4,
}

/// <summary>Tells whether an address belongs to a customer: strangers learn nothing about others' contracts.</summary>
public static class CallerCheck
{
    public static Caller Of(string? address, Customer? customer, IEnumerable<Contact> contacts, LocalDate today)
    {
        if (customer is null)
            return Caller.NoCustomer;
        var all = contacts.ToList();
        if (all.Where(c => Has(c, address)).MinBy(c => c.LeftOn is null ? 0 : 1) is { } contact)
        {
            return contact.LeftOn < today ? Caller.HasLeft
                : contact.MayOpenCases ? Caller.Known
                : Caller.MayNotOpen;
        }

        return MailHosts.Of(address) is { } host && HostsOf(customer, all).Contains(host, StringComparer.OrdinalIgnoreCase)
            ? Caller.Known
            : Caller.Unknown;
    }

    /// <summary>True when one of the contact's addresses is this one.</summary>
    public static bool Has(Contact contact, string? address) =>
        address is not null && contact.Emails.Contains(address.Trim(), StringComparer.OrdinalIgnoreCase);

    // A customer without domains on record is recognised by those of its contacts, unless anybody can have one there.
    private static IEnumerable<string> HostsOf(Customer customer, IEnumerable<Contact> contacts) =>
        customer.MailDomains.Count > 0
            ? customer.MailDomains
            : contacts.SelectMany(c => c.Emails).Select(MailHosts.Of).OfType<string>().Where(h => !MailHosts.IsOpenToAll(h));
}
