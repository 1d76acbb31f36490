using FluentValidation;
using FluentValidation.Results;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Intake;

/// <summary>What answers to the prompts may be (spec I3); the product's own come with their questions, as they were asked.</summary>
internal static class AnswerRules
{
    public const int Longest = 20_000;

    // Questions that were changed while somebody answered them come beside those that took their place.
    public const int MostOfProduct = 2 * ProductQuestion.Most;

    /// <summary>Name of an answer to a product's question among the fields of a request, from 0.</summary>
    public static string FieldOf(int at) => $"answers.ofProduct[{at}]";

    public static void Check(this ValidationContext<OpenCaseRequest> check, IntakeAnswers? answers)
    {
        foreach (var (key, text) in answers?.InOrder() ?? [])
            check.CheckText("answers." + key, text, Longest);
        ValueList<ProductAnswer> given = answers?.OfProduct ?? [];
        if (given.Count > MostOfProduct)
            check.Fail("answers.ofProduct", "answers.too-many", MostOfProduct, given.Count);
        foreach (var (answer, at) in given.Take(MostOfProduct).Select((a, i) => (a, i)))
        {
            var field = FieldOf(at);
            if (answer?.Question is not { } asked || asked.IsEmpty())
                check.Fail(field + ".question", "text.required");
            else
                foreach (var text in (string?[])[asked.En, asked.Ja])
                    check.CheckQuestion(field + ".question", text);
            check.CheckText(field, answer?.Text, Longest);
        }
    }

    private static void CheckQuestion(this ValidationContext<OpenCaseRequest> check, string field, string? text)
    {
        check.CheckText(field, text, ProductQuestion.Longest);
        if (text?.Any(char.IsControl) == true)
            check.Fail(field, "text.one-line");
    }

    private static void CheckText(this ValidationContext<OpenCaseRequest> check, string field, string? text, int longest)
    {
        if (text?.Length > longest)
            check.Fail(field, "text.too-long", longest, text.Length);
    }

    private static void Fail(this ValidationContext<OpenCaseRequest> check, string field, string code, params object?[] state) =>
        check.AddFailure(new ValidationFailure(field, "") { ErrorCode = code, CustomState = state });
}
