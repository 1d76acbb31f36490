using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Workforce;

/// <summary>Marker of <c>WorkforceTerms.resx</c>: the field's terms of this area.</summary>
public sealed class WorkforceTerms : IPartOf<DomainText>;
