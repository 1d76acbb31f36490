using Helpdesk.Domain.Intake;

namespace Helpdesk.Web.Portal.CustomerPage;

/// <summary>A prompt of the form that was answered (spec I3), under its stable key.</summary>
public sealed record GivenAnswer(string Prompt, string Text)
{
    /// <summary>Those that were given, in the order asked.</summary>
    public static IReadOnlyList<GivenAnswer> Of(IntakeAnswers answers) =>
        [.. answers.InOrder().Where(a => !string.IsNullOrWhiteSpace(a.Text)).Select(a => new GivenAnswer(a.Key, a.Text!))];
}
