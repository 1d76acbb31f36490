namespace Helpdesk.Web.Branding;

/// <summary>The fields as texts: nothing written is an empty one.</summary>
public sealed partial class BrandingPage
{
    private string NameEn
    {
        get => _words.NameEn ?? "";
        set => Type("nameEn", _words with { NameEn = value });
    }

    private string NameJa
    {
        get => _words.NameJa ?? "";
        set => Type("nameJa", _words with { NameJa = value });
    }

    private string AccentLight
    {
        get => _words.Accent ?? "";
        set => Type("accent", _words with { Accent = value });
    }

    private string AccentDark
    {
        get => _words.DarkAccent ?? "";
        set => Type("darkAccent", _words with { DarkAccent = value });
    }

    private string SenderEn
    {
        get => _words.SenderEn ?? "";
        set => Type("senderEn", _words with { SenderEn = value });
    }

    private string SenderJa
    {
        get => _words.SenderJa ?? "";
        set => Type("senderJa", _words with { SenderJa = value });
    }

    private string FooterEn
    {
        get => _words.FooterEn ?? "";
        set => Type("footerEn", _words with { FooterEn = value });
    }

    private string FooterJa
    {
        get => _words.FooterJa ?? "";
        set => Type("footerJa", _words with { FooterJa = value });
    }

    private string PolicyAddress
    {
        get => _words.PolicyAddress ?? "";
        set => Type("policyAddress", _words with { PolicyAddress = value });
    }

    private string PolicyEn
    {
        get => _words.PolicyEn ?? "";
        set => Type("policyEn", _words with { PolicyEn = value });
    }

    private string PolicyJa
    {
        get => _words.PolicyJa ?? "";
        set => Type("policyJa", _words with { PolicyJa = value });
    }

    private void Type(string field, BrandWords words)
    {
        _words = words;
        _errors = [.. _errors.Where(e => e.Field != field)];
    }

    // Nothing written and never written are the same.
    private static BrandWords Plain(BrandWords b) =>
        b with
        {
            NameEn = b.NameEn ?? "",
            NameJa = b.NameJa ?? "",
            Accent = b.Accent ?? "",
            DarkAccent = b.DarkAccent ?? "",
            SenderEn = b.SenderEn ?? "",
            SenderJa = b.SenderJa ?? "",
            FooterEn = b.FooterEn ?? "",
            FooterJa = b.FooterJa ?? "",
            PolicyEn = b.PolicyEn ?? "",
            PolicyJa = b.PolicyJa ?? "",
            PolicyAddress = b.PolicyAddress ?? "",
        };
}
