using Helpdesk.Domain.Intake;

namespace Helpdesk.Web.Portal.CustomerPage;

/// <summary>A prompt of the form that was answered (spec I3), under its stable key.</summary>
/// <param name="Question">The product's own question as it was asked; null for what is asked of every product.</param>
public sealed record GivenAnswer(string Prompt, string Text, ProductQuestion? Question = null)
{
    /// <summary>Those that were given, in the order asked.</summary>
    public static IReadOnlyList<GivenAnswer> Of(IntakeAnswers answers) =>
        [
            .. answers.InOrder().Where(a => !string.IsNullOrWhiteSpace(a.Text)).Select(a => new GivenAnswer(a.Key, a.Text!)),
            .. answers.OfProduct.Where(a => !string.IsNullOrWhiteSpace(a.Text)).Select(a => new GivenAnswer("", a.Text, a.Question)),
        ];
}
