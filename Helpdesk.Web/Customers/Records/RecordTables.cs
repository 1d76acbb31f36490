using FluentValidation;
using Helpdesk.Domain.Customers;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Records;

public sealed class ProductTable(IValidator<Product> rules) : RecordTable<Product>(RecordKinds.Products, rules)
{
    internal override IQueryable<Product> WithKeys(HelpdeskDb db, IReadOnlyCollection<string> keys) =>
        db.Products().Where(p => keys.Contains(p.Code));

    internal override Product Copy(Product record) => record with { };

    internal override IEnumerable<RecordReference> References(Product record) =>
        record.MaintainedBy.Select(code => new RecordReference("maintainedBy", RecordKinds.Products.Name, code));
}

public sealed class ProductVersionTable(IValidator<ProductVersion> rules) : RecordTable<ProductVersion>(RecordKinds.Versions, rules)
{
    internal override IQueryable<ProductVersion> WithKeys(HelpdeskDb db, IReadOnlyCollection<string> keys) =>
        db.ProductVersions().Where(v => keys.Contains(EF.Functions.Collate(v.ProductCode + "/" + v.Number, "NOCASE")));

    internal override ProductVersion Copy(ProductVersion record) => record with { };

    internal override IEnumerable<RecordReference> References(ProductVersion record) =>
        [new("product", RecordKinds.Products.Name, record.ProductCode)];
}

public sealed class CustomerTable(IValidator<Customer> rules) : RecordTable<Customer>(RecordKinds.Customers, rules)
{
    internal override IQueryable<Customer> WithKeys(HelpdeskDb db, IReadOnlyCollection<string> keys) =>
        db.Customers().Where(c => keys.Contains(c.Key));

    internal override Customer Copy(Customer record) => record with { };

    internal override string CustomerOf(Customer record) => record.Key;

    internal override IEnumerable<RecordReference> References(Customer record)
    {
        if (record.ServedBy is { } partner)
            yield return new("servedBy", RecordKinds.Customers.Name, partner);
        if (record.JoinedInto is { } other)
            yield return new("joinedInto", RecordKinds.Customers.Name, other);
    }

    internal override IEnumerable<string> Addresses(Customer record) =>
        record.JoinedInto is null ? record.MailDomains.Select(d => "@" + d) : [];
}

public sealed class ContactTable(IValidator<Contact> rules) : RecordTable<Contact>(RecordKinds.Contacts, rules)
{
    internal override IQueryable<Contact> WithKeys(HelpdeskDb db, IReadOnlyCollection<string> keys) =>
        db.Contacts().Where(c => keys.Contains(c.Key));

    internal override Contact Copy(Contact record) => record with { };

    internal override string CustomerOf(Contact record) => record.CustomerKey;

    internal override IEnumerable<RecordReference> References(Contact record) =>
        [new("customer", RecordKinds.Customers.Name, record.CustomerKey)];

    internal override IEnumerable<string> Addresses(Contact record) => record.Emails;
}

public sealed class ContractTable(IValidator<Contract> rules) : RecordTable<Contract>(RecordKinds.Contracts, rules)
{
    internal override IQueryable<Contract> WithKeys(HelpdeskDb db, IReadOnlyCollection<string> keys) =>
        db.Contracts().Where(c => keys.Contains(c.Number));

    internal override Contract Copy(Contract record) => record with { };

    internal override string CustomerOf(Contract record) => record.CustomerKey;

    internal override IEnumerable<RecordReference> References(Contract record) =>
        [
            new("customer", RecordKinds.Customers.Name, record.CustomerKey),
            .. record.Products.Select(code => new RecordReference("products", RecordKinds.Products.Name, code)),
            .. record.Successor is { } next ? [new("successor", RecordKinds.Contracts.Name, next)] : Array.Empty<RecordReference>(),
        ];
}

public sealed class LicenceTable(IValidator<Licence> rules) : RecordTable<Licence>(RecordKinds.Licences, rules)
{
    internal override IQueryable<Licence> WithKeys(HelpdeskDb db, IReadOnlyCollection<string> keys) =>
        db.Licences().Where(l => keys.Contains(l.Serial));

    internal override Licence Copy(Licence record) => record with { };

    internal override string? CustomerOf(Licence record) => record.CustomerKey;

    internal override IEnumerable<RecordReference> References(Licence record)
    {
        yield return new("product", RecordKinds.Products.Name, record.ProductCode);
        if (record.CustomerKey is { } customer)
            yield return new("customer", RecordKinds.Customers.Name, customer);
        if (record.ContractNumber is { } contract)
            yield return new("contract", RecordKinds.Contracts.Name, contract);
        if (record.ContactKey is { } contact)
            yield return new("contact", RecordKinds.Contacts.Name, contact);
    }
}
