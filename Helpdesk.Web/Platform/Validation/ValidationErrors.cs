using FluentValidation.Results;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Platform.Validation;

/// <summary>Turns FluentValidation's failures into the console's own errors: code, field path, values.</summary>
public static class ValidationErrors
{
    public static IReadOnlyList<Error> ToErrors(this ValidationResult found) =>
        [.. found.Errors.Select(f => new Error(f.ErrorCode, CamelCase(f.PropertyName), f.CustomState as object?[] ?? []))];

    /// <summary>The path as it stands in JSON: <c>Contact.Email</c> → <c>contact.email</c>.</summary>
    public static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}
