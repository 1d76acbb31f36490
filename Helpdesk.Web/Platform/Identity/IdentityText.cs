using Helpdesk.Domain.Kernel;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>Marker of <c>IdentityText.resx</c>: what sign-in, people and keys refuse, one sentence a code, in both languages.</summary>
public sealed class IdentityText;

/// <summary>Says a refusal of the identity room in the reader's language.</summary>
public sealed class IdentityWords(IStringLocalizer<IdentityText> text)
{
    public string Of(Error error) => text[error.Code, [.. error.Args.Select(a => a ?? "–")]];

    public string Role(string role) => text["role." + role];

    public string Roles(IEnumerable<string> roles) => string.Join(text["list.separator"], roles.Select(Role));
}
