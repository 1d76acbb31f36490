using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Intake;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Portal.Form;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NodaTime;

namespace Helpdesk.Tests.Portal;

/// <summary>The draft keeps what was asked: an answer never comes to stand under a question it was not given to (spec I3).</summary>
public sealed class ProductPromptsTests
{
    private static readonly ProductQuestion Job = new() { En = "Which job?", Ja = "どのジョブ？" };

    private static readonly ProductQuestion Place = new() { En = "Where to?", Ja = "保存先は？" };

    private static readonly ProductQuestion Newer = new() { En = "Which job, and which disk?", Ja = "どのジョブとディスク？" };

    private readonly PortalDraft _draft = new()
    {
        Key = "k",
        CreatedAt = Instant.MinValue,
        KeptAt = Instant.MinValue,
    };

    public ProductPromptsTests() => Write(new() { [Enquiry.Product] = "SPX-SERVER" });

    [Fact]
    public void Answers_GoWithTheirQuestion_InTheOrderAsked()
    {
        Post([Job, Place], (Place, " NAS "), (Job, "Nightly"));

        ProductPrompts.AnswersOf(_draft).ShouldBe([new(Job, "Nightly"), new(Place, "NAS")]);
        Enquiry.ToRequest(_draft).Answers!.OfProduct.Count.ShouldBe(2);
        Enquiry.NameOf(_draft, AnswerRules.FieldOf(1)).ShouldBe(ProductPrompts.NameOf(Place), "what is wrong is said beside its field");
        Enquiry.StepOf(AnswerRules.FieldOf(1)).ShouldBe(SupportStep.Problem);
    }

    [Fact]
    public void QuestionChangedMeanwhile_IsAskedAnew_AndTheAnswerStaysWithTheOldOne()
    {
        Post([Job, Place], (Job, "Nightly"), (Place, ""));

        ProductPrompts.ToAsk(Product(Newer, Place), _draft).ShouldBe([Newer, Place, Job], "only what was answered is asked on");
        Post([Newer, Place, Job], (Newer, ""), (Place, "NAS"), (Job, "Nightly"));
        ProductPrompts.AnswersOf(_draft).Where(a => a.Text.Length > 0).ShouldBe([new(Place, "NAS"), new(Job, "Nightly")]);
    }

    [Fact]
    public void AnotherProduct_TakesNoAnswersAlong_AndFindsThemAgainOnTheWayBack()
    {
        Post([Job], (Job, "Nightly"));
        Write(new() { [Enquiry.Product] = "SHD-STREAM" });
        ProductPrompts.AnswersOf(_draft).ShouldBeEmpty();
        ProductPrompts.ToAsk(Product(Place), _draft).ShouldBe([Place]);

        Write(new() { [Enquiry.Product] = "spx-server" });
        ProductPrompts.AnswersOf(_draft).ShouldBe([new(Job, "Nightly")]);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData("{\"en\":null,\"ja\":null}")]
    [InlineData("{\"en\":\" \",\"ja\":\"\"}")]
    [InlineData("[1]")]
    public void WhatNoPageWrote_WasNotAsked(string forged)
    {
        var posted = new Dictionary<string, string>(StringComparer.Ordinal);
        ProductPrompts.Take(new FormCollection(new() { [ProductPrompts.Asked] = forged }), "SPX-SERVER", posted);
        Write(posted);
        ProductPrompts.AnswersOf(_draft).ShouldBeEmpty();
    }

    private static Product Product(params ProductQuestion[] questions) =>
        new()
        {
            Code = "SPX-SERVER",
            NameEn = "x",
            NameJa = "x",
            Questions = [.. questions],
        };

    private void Post(ProductQuestion[] asked, params (ProductQuestion Question, string Text)[] answers)
    {
        var form = answers.ToDictionary(a => ProductPrompts.NameOf(a.Question), a => new StringValues(a.Text));
        form[ProductPrompts.Asked] = new StringValues([.. asked.Select(ProductPrompts.Written)]);
        var posted = new Dictionary<string, string>(StringComparer.Ordinal);
        ProductPrompts.Take(new FormCollection(form), _draft[Enquiry.Product], posted);
        Write(posted);
    }

    private void Write(Dictionary<string, string> values) => _draft.Write(values, Enquiry.Email);
}
