using System.Collections.Frozen;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Intake;

namespace Helpdesk.Web.Portal.Form;

/// <summary>The fields of the form, under the names that the errors of the shared rules have, and the request they make.</summary>
public static class Enquiry
{
    public const string UserKind = "userKind",
        ContactName = "contactName",
        Email = "email",
        Phone = "phone",
        Organisation = "organisation",
        Language = "language",
        RequestType = "requestType",
        Product = "product",
        Version = "productVersion",
        Serial = "serialNumber",
        Subject = "subject",
        Description = "description",
        Severity = "severity",
        Consent = "consent",
        Earlier = "earlier",
        ImpactSeen = "impactSeen",
        WhereUsed = "usedIn",
        AnswerPrefix = "answers.",
        ImpactPrefix = "impact.",
        Yes = "true";

    /// <summary>What stands for a version where none is needed (spec E6).</summary>
    public const string NoVersion = "–";

    /// <summary>The impact questions in the order asked, worst first (spec S7).</summary>
    public static readonly IReadOnlyList<string> Impacts =
    [
        nameof(ImpactAnswers.ProductionServerDown),
        nameof(ImpactAnswers.RestoreFails),
        nameof(ImpactAnswers.ProductStopsServer),
        nameof(ImpactAnswers.PartnerOnSite),
        nameof(ImpactAnswers.BackupsKeepFailing),
        nameof(ImpactAnswers.ProductCrashes),
        nameof(ImpactAnswers.VerificationFails),
        nameof(ImpactAnswers.IntermittentErrors),
        nameof(ImpactAnswers.ProductErrors),
        nameof(ImpactAnswers.TestEnvironmentOnly),
    ];

    /// <summary>The prompts of spec I3; attachments have a page of their own.</summary>
    public static readonly IReadOnlyList<string> Prompts = [.. new IntakeAnswers().InOrder().Select(a => a.Key)];

    private static readonly FrozenDictionary<SupportStep, string[]> Fields = new Dictionary<SupportStep, string[]>
    {
        [SupportStep.Who] = [UserKind, ContactName, Email, Phone, Organisation, Language],
        [SupportStep.Product] = [RequestType, Product, Version, Serial],
        [SupportStep.Problem] = [Subject, Description, .. Prompts.Select(p => AnswerPrefix + p)],
        [SupportStep.Impact] = [WhereUsed, Severity, ImpactSeen, .. Impacts.Select(i => ImpactPrefix + i)],
        [SupportStep.Files] = [],
        [SupportStep.Articles] = [],
        [SupportStep.Send] = [Consent, Earlier],
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> FieldsOf(SupportStep step) => Fields[step];

    /// <summary>The page that has a field, so that an error leads there; null for none.</summary>
    public static SupportStep? StepOf(string? field) =>
        field?.StartsWith(AnswerPrefix, StringComparison.Ordinal) == true
            ? SupportStep.Problem
            : Fields
                .Where(f => field is not null && f.Value.Contains(field, StringComparer.OrdinalIgnoreCase))
                .Select(f => (SupportStep?)f.Key)
                .FirstOrDefault();

    /// <summary>The form's name of a field that a rule names.</summary>
    public static string? NameOf(PortalDraft draft, string? field) =>
        ProductPrompts.FieldOf(draft, field)
        ?? Fields.SelectMany(f => f.Value).FirstOrDefault(name => string.Equals(name, field, StringComparison.OrdinalIgnoreCase))
        ?? field;

    public static RequestType? TypeOf(PortalDraft? draft) => Word<RequestType>(draft?[RequestType]);

    public static ImpactAnswers ImpactOf(PortalDraft draft) =>
        new()
        {
            ProductionServerDown = Says(draft, nameof(ImpactAnswers.ProductionServerDown)),
            RestoreFails = Says(draft, nameof(ImpactAnswers.RestoreFails)),
            ProductStopsServer = Says(draft, nameof(ImpactAnswers.ProductStopsServer)),
            PartnerOnSite = Says(draft, nameof(ImpactAnswers.PartnerOnSite)),
            BackupsKeepFailing = Says(draft, nameof(ImpactAnswers.BackupsKeepFailing)),
            ProductCrashes = Says(draft, nameof(ImpactAnswers.ProductCrashes)),
            VerificationFails = Says(draft, nameof(ImpactAnswers.VerificationFails)),
            IntermittentErrors = Says(draft, nameof(ImpactAnswers.IntermittentErrors)),
            ProductErrors = Says(draft, nameof(ImpactAnswers.ProductErrors)),
            TestEnvironmentOnly = Says(draft, nameof(ImpactAnswers.TestEnvironmentOnly)),
        };

    /// <summary>Where the product runs: as answered where it was asked, else as far as the answers about impact tell (spec E4).</summary>
    public static UsedIn? UsedInOf(PortalDraft draft) => WhereUsedOf(draft) ?? SeverityGuidance.UsedInOf(ImpactOf(draft));

    /// <summary>The answer to the question that only some licences bring; null where none was given.</summary>
    public static UsedIn? WhereUsedOf(PortalDraft draft) => Word<UsedIn>(draft[WhereUsed]);

    /// <summary>The severity the customer states: chosen, or else what the answers propose (spec S5, S7).</summary>
    public static Severity SeverityOf(PortalDraft draft) =>
        TypeOf(draft)?.IsNonTechnical() == true
            ? Helpdesk.Domain.Kernel.Severity.Low
            : Word<Severity>(draft[Severity]) ?? SeverityGuidance.Propose(ImpactOf(draft)).Severity;

    /// <summary>What the answers propose and, unless nothing was ticked, the answer it rests on (spec S7).</summary>
    public static (Severity Severity, string? Because) ProposalOf(PortalDraft draft) =>
        SeverityGuidance.Propose(ImpactOf(draft)) is var proposed && Impacts.Contains(proposed.Because)
            ? (proposed.Severity, proposed.Because)
            : (proposed.Severity, null);

    public static OpenCaseRequest ToRequest(PortalDraft draft)
    {
        var type = TypeOf(draft);
        var version = draft[Version].Trim();
        return new()
        {
            UserKind = Word<UserKind>(draft[UserKind]),
            ContactName = draft[ContactName],
            Email = draft[Email],
            Phone = draft[Phone],
            Organisation = draft[Organisation],
            Language = draft[Language] == "" ? null : draft[Language],
            Product = draft[Product],
            ProductVersion = version.Length == 0 && type?.IsNonTechnical() == true ? NoVersion : version,
            SerialNumber = draft[Serial],
            RequestType = type,
            Severity = SeverityOf(draft),
            UsedIn = UsedInOf(draft),
            Subject = draft[Subject],
            Description = draft[Description],
            Answers = AnswersOf(draft),
            Consent = draft[Consent] == Yes,
        };
    }

    /// <summary>The answers to the prompts (spec I3), null where none was given.</summary>
    public static IntakeAnswers AnswersOf(PortalDraft draft) =>
        new()
        {
            HappenedBefore = Answer(draft, nameof(IntakeAnswers.HappenedBefore)),
            DoneJustBefore = Answer(draft, nameof(IntakeAnswers.DoneJustBefore)),
            Reproducible = Answer(draft, nameof(IntakeAnswers.Reproducible)),
            SystemChanges = Answer(draft, nameof(IntakeAnswers.SystemChanges)),
            ErrorMessages = Answer(draft, nameof(IntakeAnswers.ErrorMessages)),
            BusinessImpact = Answer(draft, nameof(IntakeAnswers.BusinessImpact)),
            RunningSoftware = Answer(draft, nameof(IntakeAnswers.RunningSoftware)),
            RestoreBy = Answer(draft, nameof(IntakeAnswers.RestoreBy)),
            OfProduct = ProductPrompts.AnswersOf(draft),
        };

    private static string? Answer(PortalDraft draft, string prompt) =>
        draft[AnswerPrefix + prompt].Trim() is { Length: > 0 } text ? text : null;

    private static bool? Says(PortalDraft draft, string impact) => draft[ImpactPrefix + impact] == Yes ? true : null;

    private static T? Word<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;
}
