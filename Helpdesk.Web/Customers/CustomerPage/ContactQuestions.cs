using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers.Editing;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>What the acts on contacts ask for.</summary>
public sealed class ContactQuestions(RecordActs acts, IStringLocalizer<CustomerPageText> text, IStringLocalizer<RecordText> columns)
{
    public RecordQuestion Add(string customer) =>
        new(
            text["Contact.Add"],
            text["Contact.Add"],
            RecordKinds.Contacts.Name,
            Fields(),
            new Dictionary<string, string> { ["customer"] = customer },
            texts => acts.ContactAsync(texts, 0),
            text["Contact.Added"]
        );

    public RecordQuestion Change(Seen<Contact> contact) =>
        new(
            text["Contact.Change", contact.Record.Name],
            text["Save"],
            RecordKinds.Contacts.Name,
            [.. Fields(), new("leftOn", FieldSort.Day) { Hint = text["LeftOn.Hint"] }],
            RecordKinds.Contacts.Columns.ToDictionary(c => c.Name, c => c.Text(contact.Record), StringComparer.Ordinal),
            texts => acts.ContactAsync(texts, contact.Version),
            text["Contact.Changed"]
        );

    public RecordQuestion End(Seen<Contact> contact) =>
        new(
            text["Contact.End.Title", contact.Record.Name],
            text["Contact.End.Act"],
            RecordKinds.Contacts.Name,
            [new("leftOn", FieldSort.Day, IsNeeded: true)],
            new Dictionary<string, string> { ["key"] = contact.Record.Key },
            texts => acts.ContactAsync(texts, contact.Version),
            text["Contact.Ended"]
        )
        {
            Hint = text["Contact.End.Hint"],
        };

    private List<RecordField> Fields() =>
        [
            new("name", IsNeeded: true),
            new("reading"),
            new("emails", FieldSort.Lines, IsNeeded: true) { Hint = text["Emails.Hint"] },
            new("phones", FieldSort.Lines),
            RecordField.Of("language", [new("ja", text["ja"]), new("en", text["en"])]),
            RecordField.Of("mayOpenCases", [new("yes", columns["yes"]), new("no", columns["no"])], isNeeded: true),
        ];
}
