using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Intake;

/// <summary>A new case as it is sent by a form or a machine (spec I2, I3, I7).</summary>
public sealed record OpenCaseRequest
{
    public UserKind? UserKind { get; init; }

    public string? ContactName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Organisation { get; init; }

    /// <summary>"ja" or "en": the language of everything the customer receives.</summary>
    public string? Language { get; init; }

    /// <summary>Product code of the catalogue, e.g. <c>SPX-SERVER</c>.</summary>
    public string? Product { get; init; }

    public string? ProductVersion { get; init; }

    public string? SerialNumber { get; init; }

    public RequestType? RequestType { get; init; }

    /// <summary>The severity the customer states (spec S5).</summary>
    public Severity? Severity { get; init; }

    /// <summary>Where the product runs: some licences are for one of the two only (spec E4); left out is not known.</summary>
    public UsedIn? UsedIn { get; init; }

    public string? Subject { get; init; }

    public string? Description { get; init; }

    /// <summary>Whether a caller was answered on the spot (spec P11); only said of a phone call.</summary>
    public bool? AnsweredOnTheSpot { get; init; }

    public IntakeAnswers? Answers { get; init; }

    /// <summary>True when the contact agreed to the privacy policy (spec I7).</summary>
    public bool? Consent { get; init; }

    internal CaseIntake ToIntake(Channel channel, string policyVersion) =>
        new()
        {
            Channel = channel,
            Contact = new CaseContact(
                UserKind!.Value,
                ContactName!.Trim(),
                Email!.Trim(),
                Clean(Phone),
                Clean(Organisation),
                Language ?? "ja"
            ),
            ProductCode = Product!.Trim(),
            ProductVersion = ProductVersion!.Trim(),
            SerialNumber = Clean(SerialNumber),
            RequestType = RequestType!.Value,
            Severity = Severity!.Value,
            AnsweredOnTheSpot = channel == Channel.Phone ? AnsweredOnTheSpot : null,
            UsedIn = UsedIn,
            Subject = Subject!.Trim(),
            Description = Description!.Trim(),
            Answers = Given(Answers ?? new IntakeAnswers()),
            ConsentVersion = Consent == true ? policyVersion : null,
        };

    // What a form asked and nobody answered is not kept.
    private static IntakeAnswers Given(IntakeAnswers answers) =>
        answers with
        {
            OfProduct =
            [
                .. (answers.OfProduct ?? []).Where(a => !string.IsNullOrWhiteSpace(a.Text)).Select(a => a with { Text = a.Text.Trim() }),
            ],
        };

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
