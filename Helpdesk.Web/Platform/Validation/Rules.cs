using FluentValidation;

namespace Helpdesk.Web.Platform.Validation;

/// <summary>The rules that many commands share, each with its stable code.</summary>
public static class Rules
{
    /// <summary>Longest message, note or description in characters.</summary>
    public const int LongText = 200_000;

    /// <summary>Longest single line: names, subjects, details.</summary>
    public const int ShortText = 200;

    public static IRuleBuilderOptions<T, string?> Required<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => !string.IsNullOrWhiteSpace(text)).WithErrorCode("text.required");

    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int length) =>
        rule.Must(text => text is null || text.Length <= length)
            .WithErrorCode("text.too-long")
            .WithState((_, text) => new object?[] { length, text?.Length });

    /// <summary>No control characters but tab and line breaks: they break mails, logs and screens.</summary>
    public static IRuleBuilderOptions<T, string?> Readable<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            .WithErrorCode("text.control-characters");

    public static IRuleBuilderOptions<T, string?> OneLine<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !text.Any(char.IsControl)).WithErrorCode("text.one-line");
}
