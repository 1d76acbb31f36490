using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Entitlements;

/// <summary>Section <c>Updates</c>: where customers get the newer versions that their contract includes (spec P8).</summary>
public sealed class UpdateOptions
{
    public const string Section = "Updates";

    /// <summary>Address of the downloads; empty shows no link.</summary>
    public string DownloadAddress { get; set; } = "";
}

/// <summary>A wrong key stops the start and names itself and the fix.</summary>
public sealed class UpdateOptionsCheck : IValidateOptions<UpdateOptions>
{
    public ValidateOptionsResult Validate(string? name, UpdateOptions options) =>
        options.DownloadAddress.Length == 0
        || (Uri.TryCreate(options.DownloadAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Updates:DownloadAddress must be an absolute address, e.g. \"https://downloads.example.com\", or empty for no link."
            );
}
