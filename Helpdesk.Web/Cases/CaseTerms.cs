using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Cases;

/// <summary>Marker of <c>CaseTerms.resx</c>: the field's terms of this area.</summary>
public sealed class CaseTerms : IPartOf<DomainText>;
