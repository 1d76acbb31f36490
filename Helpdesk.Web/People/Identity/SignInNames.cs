using System.Text;
using Helpdesk.Domain.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Web.People.Identity;

/// <summary>Names as sign-in compares them: as Identity does it, but no name that somebody types ends in an error.</summary>
public sealed class SignInNames : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : CompatibleText.Of(name, NormalizationForm.FormC).ToUpperInvariant();

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
