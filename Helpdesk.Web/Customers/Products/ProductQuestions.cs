using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Intake;
using Helpdesk.Web.Customers.Editing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Customers.Products;

/// <summary>What the acts on products ask for.</summary>
public sealed class ProductQuestions(RecordActs acts, Catalogue catalogue, IStringLocalizer<ProductsText> text)
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public RecordQuestion Add() =>
        new(
            text["Add"],
            text["Add.Act"],
            RecordKinds.Products.Name,
            [new("code", IsNeeded: true) { Hint = text["Code.Hint"] }, .. Fields("")],
            Nothing,
            texts => acts.ProductAsync(texts, 0),
            text["Added"]
        );

    public RecordQuestion Change(ProductRow row) =>
        new(
            text["Change.Title", RecordWords.NameOf(row.Product)],
            text["Change.Act"],
            RecordKinds.Products.Name,
            Fields(row.Product.Code),
            TextsOf(row.Product),
            texts => acts.ProductAsync(texts, row.RowVersion),
            text["Changed"]
        );

    /// <param name="preview">Shows what the version would change.</param>
    public RecordQuestion AddVersion(ProductRow row, RenderFragment<IReadOnlyDictionary<string, string>> preview) =>
        new(
            text["AddVersion.Title", RecordWords.NameOf(row.Product)],
            text["AddVersion.Act"],
            RecordKinds.Versions.Name,
            [
                new("version", IsNeeded: true)
                {
                    Hint = text["Version.Hint", row.Versions.Count > 0 ? row.Versions[0].Version.Number : "–"],
                },
                new("releasedOn", FieldSort.Day, IsNeeded: true),
                new("builds") { Hint = text["Builds.Hint"] },
            ],
            new Dictionary<string, string> { ["product"] = row.Product.Code },
            texts => acts.VersionAsync(texts, 0),
            text["VersionAdded"]
        )
        {
            Preview = preview,
        };

    public RecordQuestion Prolong(ProductRow row) =>
        new(
            text["Prolong.Title", RecordWords.NameOf(row.Product)],
            text["Prolong.Act"],
            RecordKinds.Versions.Name,
            [
                RecordField.Of(
                    "version",
                    [.. row.Versions.Select(v => new FieldChoice(v.Version.Number, v.Version.Number))],
                    isNeeded: true
                ),
                new("prolongedUntil", FieldSort.Day, IsNeeded: true),
                new("prolongedFor", IsNeeded: true),
            ],
            new Dictionary<string, string> { ["product"] = row.Product.Code },
            texts =>
                acts.VersionAsync(
                    texts,
                    row.Versions.FirstOrDefault(v => v.Version.Number == texts.GetValueOrDefault("version"))?.RowVersion
                ),
            text["Prolonged"]
        )
        {
            Hint = text["Prolong.Hint"],
        };

    public RecordQuestion End(ProductRow row) =>
        new(
            text["End.Title", RecordWords.NameOf(row.Product)],
            text["End.Act"],
            RecordKinds.Products.Name,
            [new("endedOn", FieldSort.Day, IsNeeded: true)],
            new Dictionary<string, string> { ["code"] = row.Product.Code },
            texts => acts.ProductAsync(texts, row.RowVersion),
            text["Ended"]
        )
        {
            Hint = text["End.Hint", row.Licences],
        };

    private List<RecordField> Fields(string code) =>
        [
            new("nameEn", IsNeeded: true),
            new("nameJa") { Hint = text["NameJa.Hint"] },
            new("maintainedBy", FieldSort.Choices)
            {
                Among = _ => [.. catalogue.All.Where(p => p.Code != code).Select(p => new FieldChoice(p.Code, RecordWords.NameOf(p)))],
                Hint = text["MaintainedBy.Hint"],
            },
            new("questionsEn", FieldSort.Text) { Hint = text["Questions.Hint", ProductQuestion.Most, ProductQuestion.Longest] },
            new("questionsJa", FieldSort.Text) { Hint = text["QuestionsJa.Hint"] },
        ];

    private static Dictionary<string, string> TextsOf(Product product) =>
        RecordKinds.Products.Columns.ToDictionary(c => c.Name, c => c.Text(product), StringComparer.Ordinal);
}
