using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Branding;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Branding;

/// <summary>
/// What customers see of the house: the words of the screen, else the settings, field by field; kept in memory, read again when one is
/// saved. Null where the house says nothing of its own.
/// </summary>
public sealed class Brand
{
    private readonly BrandingOptions _settings;
    private readonly IntakeOptions _intake;
    private readonly BrandLogo? _logoOfSettings;
    private volatile Snapshot _now;

    public Brand(IOptions<BrandingOptions> settings, IOptions<IntakeOptions> intake)
    {
        (_settings, _intake) = (settings.Value, intake.Value);
        if (_settings.Logo.Length > 0)
            _logoOfSettings = BrandLogo.Read(File.ReadAllBytes(_settings.Logo), _settings.Logo).Value;
        _now = Take(new BrandWords(), null);
    }

    /// <summary>The name above the pages in the reader's language.</summary>
    public string? Name => In(_now.Words.NameEn, _now.Words.NameJa, Reader) ?? In(_settings.Name, _settings.NameJa, Reader);

    /// <summary>The footer in the reader's language.</summary>
    public string? Footer => FooterIn(Reader);

    /// <summary>Address of the logo; null where there is none.</summary>
    public string? LogoAddress => _now.Logo is { } logo ? $"{BrandEndpoints.LogoRoot}/{logo.Hash}" : null;

    /// <summary>Address of the sheet with the house's colours; null where they are as shipped.</summary>
    public string? SheetAddress => _now.Sheet is { } sheet ? $"{BrandEndpoints.SheetPath}?v={sheet.Hash}" : null;

    /// <summary>The policy's own words in the reader's language.</summary>
    public string? Policy => In(_now.Words.PolicyEn, _now.Words.PolicyJa, Reader);

    /// <summary>Where contacts read what they agree to (spec I7): the policy's own page, or an address outside.</summary>
    public string? PolicyAddress =>
        Policy is not null ? "/support/policy" : Given(_now.Words.PolicyAddress) ?? Given(_intake.PrivacyPolicyAddress);

    internal (string Text, string Hash)? Sheet => _now.Sheet;

    private static string Reader => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>Whom mails come from, in a language.</summary>
    public string? SenderIn(string language) => In(_now.Words.SenderEn, _now.Words.SenderJa, language);

    /// <summary>What stands under mails, in a language.</summary>
    public string? FooterIn(string language) =>
        In(_now.Words.FooterEn, _now.Words.FooterJa, language) ?? In(_settings.Footer, _settings.FooterJa, language);

    /// <summary>The logo in force when the hash is its own.</summary>
    internal BrandLogo? Logo(string hash) => _now.Logo is { } logo && logo.Hash == hash ? logo : null;

    public async Task LoadAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var newest = await db.BrandVersions().AsNoTracking().OrderByDescending(b => b.Version).FirstOrDefaultAsync(cancellation);
        var words = newest?.Words ?? new BrandWords();
        var hash = words.LogoHash;
        var logo = hash is null ? null : await db.BrandLogos().AsNoTracking().SingleOrDefaultAsync(l => l.Hash == hash, cancellation);
        _now = Take(words, logo);
    }

    private Snapshot Take(BrandWords words, BrandLogo? logo)
    {
        var light = Read(words.Accent) ?? Read(_settings.Accent);
        var dark = Read(words.DarkAccent) ?? (Given(words.Accent) is null ? Read(_settings.DarkAccent) : null);
        if (light is { } made)
            dark ??= Accent.ForDark(made);
        else if (dark is not null)
            light = Accent.Shipped;
        return new(words, logo ?? _logoOfSettings, SheetOf(light, dark));
    }

    // The palette's tokens of the same names, so that whatever is drawn with them follows (wwwroot/css/tokens.css).
    private static (string, string)? SheetOf(Colour? light, Colour? dark)
    {
        if (light is not { } l || dark is not { } d)
            return null;
        var sheet = new StringBuilder(":root{");
        Add("brand", l, d);
        Add("brand-strong", Accent.Strong(l, ScreenTheme.Light), Accent.Strong(d, ScreenTheme.Dark));
        Add("brand-soft", Accent.Soft(l, ScreenTheme.Light), Accent.Soft(d, ScreenTheme.Dark));
        Add("sel", Accent.Soft(l, ScreenTheme.Light), Accent.Soft(d, ScreenTheme.Dark));
        var text = sheet.Append("}\n").ToString();
        return (text, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..16]);

        void Add(string token, Colour ofLight, Colour ofDark) =>
            sheet.Append(CultureInfo.InvariantCulture, $"--{token}:light-dark({ofLight},{ofDark});");
    }

    private static Colour? Read(string? text) => Colour.TryParse(text, out var colour) ? colour : null;

    // A Japanese reader is better served by the English word than by somebody else's.
    private static string? In(string? en, string? ja, string language) =>
        language == "ja" ? Given(ja) ?? Given(en) : Given(en) ?? Given(ja);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private sealed record Snapshot(BrandWords Words, BrandLogo? Logo, (string Text, string Hash)? Sheet);
}
