using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Intake;

/// <summary>Marker of <c>IntakeTerms.resx</c>: the field's terms of this area.</summary>
public sealed class IntakeTerms : IPartOf<DomainText>;
