using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Intake;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Customers.CustomerList;

/// <summary>What is asked for when a customer is added or changed.</summary>
public sealed class CustomerQuestions(
    RecordActs acts,
    CustomerListQuery customers,
    CurrentPerson person,
    DomainWords words,
    IStringLocalizer<CustomerListText> text
)
{
    private static readonly IReadOnlyList<FieldChoice> Zones =
    [
        .. DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/', StringComparison.Ordinal)).Select(id => new FieldChoice(id, id)),
    ];

    public RecordQuestion Add() =>
        new(
            text["New"],
            text["New.Act"],
            RecordKinds.Customers.Name,
            [new("key", IsNeeded: true) { Hint = text["Key.Hint"] }, .. Fields()],
            new Dictionary<string, string>(),
            texts => acts.CustomerAsync(texts, 0),
            text["Added"]
        );

    public RecordQuestion Change(Customer customer, int version) =>
        new(
            text["Change.Title", customer.Name],
            text["Change.Act"],
            RecordKinds.Customers.Name,
            [.. Fields(), new("endedOn", FieldSort.Day) { Hint = text["EndedOn.Hint"] }],
            RecordKinds.Customers.Columns.ToDictionary(c => c.Name, c => c.Text(customer), StringComparer.Ordinal),
            texts => acts.CustomerAsync(texts, version),
            text["Changed"]
        );

    private List<RecordField> Fields() =>
        [
            new("name", IsNeeded: true),
            new("nameLatin"),
            new("reading") { Hint = text["Reading.Hint"] },
            RecordField.Of("language", [new("ja", text["ja"]), new("en", text["en"])], isNeeded: true),
            RecordField.Of(
                "userKind",
                [.. Enum.GetValues<UserKind>().Select(k => new FieldChoice(k.ToString(), words.Of(k)))],
                isNeeded: true
            ),
            new("mailDomains", FieldSort.Lines) { Hint = text["MailDomains.Hint"] },
            new("zone", FieldSort.Offered) { Among = _ => Zones, Hint = text["Zone.Hint"] },
            new("servedBy", FieldSort.Found)
            {
                Find = (typed, cancellation) => customers.ChoicesAsync(typed, person.Principal, cancellation),
                Hint = text["ServedBy.Hint"],
            },
        ];
}
