using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.OnCall;

/// <summary>Marker of <c>OnCallTerms.resx</c>: the field's terms of this area.</summary>
public sealed class OnCallTerms : IPartOf<DomainText>;
