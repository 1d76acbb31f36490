using FluentValidation;
using FluentValidation.Results;
using Helpdesk.Domain.Branding;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Branding;

/// <summary>Writes the branding anew.</summary>
/// <param name="Version">The one that was edited, 0 where there was none; a newer one refuses.</param>
/// <param name="Logo">A new logo's bytes; null keeps the one that <see cref="BrandWords.LogoHash"/> names.</param>
public sealed record SaveBrand(int Version, BrandWords Words, byte[]? Logo = null);

/// <summary>Puts an earlier branding in force again, as a new version; 0 is what the settings say.</summary>
public sealed record RestoreBrand(int Earlier, int Version);

public sealed class BrandWordsRules : AbstractValidator<BrandWords>
{
    public const int LongestName = 60,
        LongestFooter = 1000,
        LongestPolicy = 20_000,
        LongestAddress = 500;

    public BrandWordsRules()
    {
        RuleFor(b => b.NameEn).AtMost(LongestName).OneLine();
        RuleFor(b => b.NameJa).AtMost(LongestName).OneLine();
        RuleFor(b => b.SenderEn).AtMost(LongestName).OneLine();
        RuleFor(b => b.SenderJa).AtMost(LongestName).OneLine();
        RuleFor(b => b.FooterEn).AtMost(LongestFooter).Readable();
        RuleFor(b => b.FooterJa).AtMost(LongestFooter).Readable();
        RuleFor(b => b.PolicyEn).AtMost(LongestPolicy).Readable();
        RuleFor(b => b.PolicyJa).AtMost(LongestPolicy).Readable();
        RuleFor(b => b.PolicyAddress).AtMost(LongestAddress).OneLine();
        RuleFor(b => b.PolicyAddress)
            .Must(a =>
                Uri.TryCreate(a!.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0
            )
            .WithErrorCode("branding.address")
            .When(b => !string.IsNullOrWhiteSpace(b.PolicyAddress));
        RuleFor(b => b.Accent).Custom((text, context) => Check(text, "accent", ScreenTheme.Light, context));
        RuleFor(b => b.DarkAccent).Custom((text, context) => Check(text, "darkAccent", ScreenTheme.Dark, context));
    }

    private static void Check(string? text, string field, ScreenTheme theme, ValidationContext<BrandWords> context)
    {
        if (AccentRules.Check(text, field, theme) is { } error)
            context.AddFailure(new ValidationFailure(field, error.Code) { ErrorCode = error.Code, CustomState = error.Args });
    }
}
