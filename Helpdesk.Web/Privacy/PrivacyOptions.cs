using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Privacy;

/// <summary>Section <c>Privacy</c>: how long the console remembers whom a case was for.</summary>
public sealed class PrivacyOptions
{
    public const string Section = "Privacy";

    /// <summary>
    /// Days after its closing that a case keeps its contact and what was written; 0 keeps them until somebody erases them.
    /// </summary>
    public int KeepClosedDays { get; set; } = 1825;
}

/// <summary>A wrong key stops the start and names itself and the fix: what is erased too early does not come back.</summary>
public sealed class PrivacyOptionsCheck : IValidateOptions<PrivacyOptions>
{
    /// <summary>A customer may come back to a closed case for a while (spec C9).</summary>
    public const int Fewest = 30;

    public const int Most = 36_500;

    public ValidateOptionsResult Validate(string? name, PrivacyOptions options) =>
        options.KeepClosedDays == 0 || options.KeepClosedDays is >= Fewest and <= Most
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Privacy:KeepClosedDays must be 0, which keeps them, or lie between {Fewest} and {Most}; 1825 (five years) is usual."
            );
}
