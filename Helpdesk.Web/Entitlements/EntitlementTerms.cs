using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Entitlements;

/// <summary>Marker of <c>EntitlementTerms.resx</c>: the field's terms of this area.</summary>
public sealed class EntitlementTerms : IPartOf<DomainText>;
