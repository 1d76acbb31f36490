namespace Helpdesk.Web.Files;

/// <summary>Section <c>Intake</c>.</summary>
public sealed class IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>Version of the privacy policy that contacts agree to (spec I7).</summary>
    public string PrivacyPolicyVersion { get; set; } = "";

    /// <summary>Bytes one attachment may have.</summary>
    public long MaxAttachmentBytes { get; set; } = 25L * 1024 * 1024;

    /// <summary>Attachments a case may be opened with.</summary>
    public int MaxAttachments { get; set; } = 10;
}
