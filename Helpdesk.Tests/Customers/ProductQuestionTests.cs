using CsCheck;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Records;

namespace Helpdesk.Tests.Customers;

/// <summary>A product's own questions, a line each in two columns (spec I3, E8).</summary>
public sealed class ProductQuestionTests
{
    private static readonly Gen<string> Line = Gen.OneOf(Gen.Const(""), Gen.Const("–?"), Gen.String["ab ,;、。？-"].Select(s => s.Trim()))
        .Where(s => s is not ("-" or "–"));

    private static readonly Gen<ProductQuestion> Question = Gen.Select(Line, Line, (en, ja) => new ProductQuestion { En = en, Ja = ja })
        .Where(q => !q.IsEmpty());

    [Fact]
    public void Columns_ReadWhatTheyWrite_WhicheverLanguageIsMissing() =>
        Question.Array[0, ProductQuestion.Most].Sample(all => Read(null, Texts(Made(all))).Value.Questions.ShouldBe(all));

    [Fact]
    public void OneColumn_LeavesTheOtherLanguage_AndWhatIsEmptyInBothIsNoQuestion()
    {
        var before = Made([new() { En = "Which job?", Ja = "どのジョブ？" }, new() { En = "Where to, and how?", Ja = "保存先、接続は？" }]);

        var changed = Read(before, new() { ["questionsEn"] = "Which job?\r\n–\r\nSince when?\n\n" }).Value.Questions;

        changed.ShouldBe([
            new() { En = "Which job?", Ja = "どのジョブ？" },
            new() { Ja = "保存先、接続は？" },
            new() { En = "Since when?" },
        ]);
        changed.Select(q => q.In("en")).ShouldBe(["Which job?", "保存先、接続は？", "Since when?"]);
        changed.Select(q => q.In("ja")).ShouldBe(["どのジョブ？", "保存先、接続は？", "Since when?"]);
        Read(before, new() { ["questionsEn"] = "", ["questionsJa"] = "" }).Value.Questions.ShouldBeEmpty();
    }

    [Fact]
    public void Rules_TooManyOrTooLong_AreNamedByColumnAndLine()
    {
        var many = Made([.. Enumerable.Range(1, 9).Select(i => new ProductQuestion { En = $"Question {i}" })]);
        var found = new ProductRules().Validate(many).Errors.ShouldHaveSingleItem();
        (found.PropertyName, found.ErrorCode).ShouldBe(("questionsEn", "product.questions-many"));

        var wide = Made([new() { En = "x" }, new() { En = new string('a', 200), Ja = new string('あ', 201) }]);
        var said = new ProductRules().Validate(wide).Errors.ShouldHaveSingleItem();
        (said.PropertyName, said.ErrorCode).ShouldBe(("questionsJa", "product.question-long"));
        ((object?[])said.CustomState).ShouldBe([2, 200, 201]);
    }

    private static Product Made(ProductQuestion[] questions) =>
        new()
        {
            Code = "P",
            NameEn = "Product",
            NameJa = "製品",
            Questions = [.. questions],
        };

    private static Dictionary<string, string> Texts(Product product) =>
        RecordKinds.Products.Columns.ToDictionary(c => c.Name, c => c.Text(product));

    private static Result<Product> Read(Product? before, Dictionary<string, string> texts) => RecordKinds.Products.Read(before, texts);
}
