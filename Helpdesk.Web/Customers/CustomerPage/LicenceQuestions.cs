using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>What the acts on licences ask for.</summary>
public sealed class LicenceQuestions(RecordActs acts, Catalogue catalogue, DomainWords words, IStringLocalizer<CustomerPageText> text)
{
    public RecordQuestion Add(CustomerLook look) =>
        new(
            text["Licence.Add"],
            text["Licence.Add"],
            RecordKinds.Licences.Name,
            [new("serial", IsNeeded: true), .. Fields(look)],
            new Dictionary<string, string> { ["customer"] = look.Customer.Record.Key },
            texts => acts.LicenceAsync(texts, 0),
            text["Licence.Added"]
        );

    public RecordQuestion Change(CustomerLook look, LicenceLook licence) =>
        new(
            text["Licence.Change", licence.Licence.Serial],
            text["Save"],
            RecordKinds.Licences.Name,
            [.. Fields(look), new("endedOn", FieldSort.Day) { Hint = text["Licence.EndedOn.Hint"] }],
            RecordKinds.Licences.Columns.ToDictionary(c => c.Name, c => c.Text(licence.Licence), StringComparer.Ordinal),
            texts => acts.LicenceAsync(texts, licence.Version),
            text["Licence.Changed"]
        );

    private List<RecordField> Fields(CustomerLook look) =>
        [
            RecordField.Of(
                "product",
                [.. catalogue.Products.Select(p => new FieldChoice(p.Code, RecordWords.NameOf(p)))],
                isNeeded: true
            ) with
            {
                Label = text["Product"],
            },
            RecordField.Of(
                "kind",
                [.. Enum.GetValues<LicenceKind>().Select(k => new FieldChoice(k.ToString(), words.Of(k)))],
                isNeeded: true
            ),
            RecordField.Of(
                "contract",
                [
                    .. look.Contracts.Select(c => new FieldChoice(
                        c.Record.Number,
                        $"{c.Record.Number} · {words.Of(c.Record.Tier)} · {RecordWords.Day(c.Record.LastDay)}"
                    )),
                ]
            ),
            new("version", FieldSort.Offered)
            {
                Among = texts =>
                    catalogue.Find(texts.GetValueOrDefault("product") ?? "") is { } product
                        ? [.. product.Numbers.Reverse().Select(n => new FieldChoice(n, n))]
                        : [],
                Hint = text["Licence.Version.Hint"],
            },
            RecordField.Of("contact", [.. look.Contacts.Select(c => new FieldChoice(c.Record.Key, c.Record.Name))]) with
            {
                Label = text["Licence.Contact"],
            },
        ];
}
