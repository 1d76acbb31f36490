using System.Net.Mail;
using Helpdesk.Domain.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Web.People.Identity;

/// <summary>Identity's refusals and the console's own rules for people, as stable codes: <c>person.password-too-short</c>.</summary>
public static class PersonErrors
{
    public const int LongestName = 100;

    public const int ShortestPassword = 12;

    public const string UserNameField = "userName";
    public const string DisplayNameField = "displayName";
    public const string EmailField = "email";
    public const string PhoneField = "phone";
    public const string PasswordField = "password";
    public const string CurrentPasswordField = "currentPassword";

    public static IReadOnlyList<Error> Of(IdentityResult result) => [.. result.Errors.Select(Of).Distinct()];

    public static Error? Name(string displayName) =>
        displayName.Trim() switch
        {
            "" => new Error("person.name-required", DisplayNameField),
            { Length: > LongestName } => new Error("person.name-too-long", DisplayNameField, LongestName),
            var name when name.Any(char.IsControl) => new Error("person.name-required", DisplayNameField),
            _ => null,
        };

    /// <summary>What is wrong with the ways to a person.</summary>
    public static IEnumerable<Error> Reach(string? email, string? phone)
    {
        if (Clean(email) is { } mail && (mail.Length > 254 || !MailAddress.TryCreate(mail, out var parsed) || parsed.Address != mail))
            yield return new Error("email.bad", EmailField, mail);
        if (Clean(phone) is { } number && (number.Length > 50 || number.Any(char.IsControl) || !number.Any(char.IsDigit)))
            yield return new Error("person.phone-bad", PhoneField, number);
    }

    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Identity checks the letters; the length is the console's.</summary>
    public static Error? UserName(string userName) =>
        userName.Trim().Length > LongestName ? new Error("person.user-name-too-long", UserNameField, LongestName) : null;

    private static Error Of(IdentityError error) =>
        error.Code switch
        {
            nameof(IdentityErrorDescriber.PasswordTooShort) => new Error("person.password-too-short", PasswordField, ShortestPassword),
            nameof(IdentityErrorDescriber.PasswordMismatch) => new Error("person.password-wrong", CurrentPasswordField),
            nameof(IdentityErrorDescriber.DuplicateUserName) => new Error("person.user-name-taken", UserNameField),
            nameof(IdentityErrorDescriber.InvalidUserName) => new Error("person.user-name-bad", UserNameField),
            nameof(IdentityErrorDescriber.InvalidToken) => new Error("person.link-spent"),
            nameof(IdentityErrorDescriber.ConcurrencyFailure) => new Error("person.changed"),
            _ => throw new InvalidOperationException("Identity refused for a reason the console has no words for: " + error.Code),
        };
}
