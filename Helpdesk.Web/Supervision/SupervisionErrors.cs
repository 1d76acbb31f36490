using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Supervision;

/// <summary>Marker of <c>SupervisionErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class SupervisionErrors : IPartOf<ErrorText>;
