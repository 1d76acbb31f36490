using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Portal;

/// <summary>Marker of <c>PortalErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class PortalErrors : IPartOf<ErrorText>;
