using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>Marker of <c>ServiceLevelTerms.resx</c>: the field's terms of this area.</summary>
public sealed class ServiceLevelTerms : IPartOf<DomainText>;
