using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Intake;

/// <summary>Marker of <c>IntakeErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class IntakeErrors : IPartOf<ErrorText>;
