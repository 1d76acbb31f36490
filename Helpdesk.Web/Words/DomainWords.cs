using Helpdesk.Domain.Entitlements;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Words;

/// <summary>Marker of <c>DomainText.resx</c>: the field's terms, in both languages.</summary>
public sealed class DomainText;

/// <summary>The field's terms in the reader's language: severities, states, tiers, reasons.</summary>
public sealed class DomainWords(IStringLocalizer<DomainText> text)
{
    public string this[string key] => text[key];

    public string this[string key, params object[] args] => text[key, args];

    /// <summary>An enum's word: key <c>Severity.High</c>.</summary>
    public string Of(Enum value) => text[value.GetType().Name + "." + value];

    public string Reason(VerdictReason reason) => text["reason." + reason.Code, [.. reason.Args]];
}
