namespace Helpdesk.Web.Files;

/// <summary>Section <c>Intake</c>.</summary>
public sealed class IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>Version of the privacy policy that contacts agree to (spec I7).</summary>
    public string PrivacyPolicyVersion { get; set; } = "";

    /// <summary>Where that policy can be read, e.g. <c>https://example.com/privacy</c>; empty where it is nowhere on the web.</summary>
    public string PrivacyPolicyAddress { get; set; } = "";

    /// <summary>True where contacts can be led to the policy they agree to.</summary>
    public bool HasPolicyAddress => PrivacyPolicyAddress.Length > 0;

    internal bool IsPolicyAddressGood =>
        !HasPolicyAddress
        || (Uri.TryCreate(PrivacyPolicyAddress, UriKind.Absolute, out var address) && address.Scheme is "https" or "http");

    /// <summary>Bytes one attachment may have.</summary>
    public long MaxAttachmentBytes { get; set; } = 25L * 1024 * 1024;

    /// <summary>Attachments a case may be opened with.</summary>
    public int MaxAttachments { get; set; } = 10;
}
