using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Customers.Contracts;

/// <summary>What the acts on contracts ask for.</summary>
public sealed class ContractQuestions(RecordActs acts, Catalogue catalogue, DomainWords words, IStringLocalizer<ContractsText> text)
{
    public RecordQuestion Add(string customer) =>
        new(
            text["Add"],
            text["Add"],
            RecordKinds.Contracts.Name,
            [
                new("number", IsNeeded: true),
                .. Fields(),
                RecordField.Of(
                    "boughtAs",
                    [.. Enum.GetValues<BoughtAs>().Select(b => new FieldChoice(b.ToString(), words.Of(b)))],
                    isNeeded: true
                ),
            ],
            new Dictionary<string, string> { ["customer"] = customer },
            texts => acts.ContractAsync(texts, 0),
            text["Added"]
        );

    public RecordQuestion Change(Contract contract, int version) =>
        new(
            text["Change.Title", contract.Number],
            text["Change.Act"],
            RecordKinds.Contracts.Name,
            Fields(),
            TextsOf(contract),
            texts => acts.ContractAsync(texts, version),
            text["Changed"]
        );

    /// <summary>The same once more, for a term as long, from the day after the last one on.</summary>
    public RecordQuestion Renew(Contract contract, int version)
    {
        var from = contract.LastDay.PlusDays(1);
        var next = contract with
        {
            From = from,
            Until = from + Period.Between(contract.From, contract.Until.PlusDays(1)) - Period.FromDays(1),
            BoughtAs = BoughtAs.Renewal,
            EndedOn = null,
            Successor = null,
        };
        return new(
            text["Renew.Title", contract.Number],
            text["Renew.Act"],
            RecordKinds.Contracts.Name,
            [new("number", IsNeeded: true) { Label = text["Renew.Number"] }, .. Fields()],
            new Dictionary<string, string>(TextsOf(next)) { ["number"] = "" },
            texts => acts.RenewAsync(contract.Number, version, texts),
            text["Renewed"]
        )
        {
            Hint = text["Renew.Hint", RecordWords.Day(contract.LastDay)],
        };
    }

    public RecordQuestion End(Contract contract, int version) =>
        new(
            text["End.Title", contract.Number],
            text["End.Act"],
            RecordKinds.Contracts.Name,
            [new("endedOn", FieldSort.Day, IsNeeded: true)],
            new Dictionary<string, string> { ["number"] = contract.Number },
            texts => acts.ContractAsync(texts, version),
            text["Ended"]
        )
        {
            Hint = text["End.Hint", RecordWords.Day(contract.Until)],
        };

    private List<RecordField> Fields() =>
        [
            RecordField.Of(
                "tier",
                [.. new[] { SupportTier.Standard, SupportTier.Premium }.Select(t => new FieldChoice(t.ToString(), words.Of(t)))],
                isNeeded: true
            ),
            new("products", FieldSort.Choices, IsNeeded: true)
            {
                Among = _ => [.. catalogue.Products.Select(p => new FieldChoice(p.Code, RecordWords.NameOf(p)))],
            },
            new("from", FieldSort.Day, IsNeeded: true),
            new("until", FieldSort.Day, IsNeeded: true) { Hint = text["Until.Hint"] },
        ];

    private static Dictionary<string, string> TextsOf(Contract contract) =>
        RecordKinds.Contracts.Columns.ToDictionary(c => c.Name, c => c.Text(contract), StringComparer.Ordinal);
}
