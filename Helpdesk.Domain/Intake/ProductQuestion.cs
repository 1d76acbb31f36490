using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Domain.Intake;

/// <summary>A question that a product brings to the form; a language that is missing is stood in for by the other (spec I3).</summary>
public sealed record ProductQuestion
{
    /// <summary>How many a product has at most.</summary>
    public const int Most = 8;

    /// <summary>Characters in one language, at most.</summary>
    public const int Longest = 200;

    public string En { get; init; } = "";

    public string Ja { get; init; } = "";

    public bool IsEmpty() => string.IsNullOrWhiteSpace(En) && string.IsNullOrWhiteSpace(Ja);

    /// <param name="language">"ja", or any other for English.</param>
    public string In(string language)
    {
        var (own, other) = language == "ja" ? (Ja, En) : (En, Ja);
        return string.IsNullOrWhiteSpace(own) ? other : own;
    }

    /// <summary>The same for the same words, on every machine: forms call the answer by it, so it moves to no other question.</summary>
    public string ToKey() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(En + "\n" + Ja)).AsSpan(0, 8));

    /// <summary>The questions with these texts for English, a line each; Japanese stays beside them by its line.</summary>
    public static IEnumerable<ProductQuestion> WithEn(IReadOnlyList<ProductQuestion> questions, IReadOnlyList<string> lines) =>
        With(questions, lines, (question, text) => question with { En = text });

    /// <summary>The questions with these texts for Japanese, a line each; English stays beside them by its line.</summary>
    public static IEnumerable<ProductQuestion> WithJa(IReadOnlyList<ProductQuestion> questions, IReadOnlyList<string> lines) =>
        With(questions, lines, (question, text) => question with { Ja = text });

    private static IEnumerable<ProductQuestion> With(
        IReadOnlyList<ProductQuestion> questions,
        IReadOnlyList<string> lines,
        Func<ProductQuestion, string, ProductQuestion> set
    ) =>
        Enumerable
            .Range(0, Math.Max(questions.Count, lines.Count))
            .Select(i => set(i < questions.Count ? questions[i] : new(), i < lines.Count ? lines[i] : ""));
}

/// <summary>An answer with its question as it was asked: a question that is changed later changes no answer (spec I3).</summary>
public sealed record ProductAnswer(ProductQuestion Question, string Text);
