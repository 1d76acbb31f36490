using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Workforce;

/// <summary>Marker of <c>WorkforceErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class WorkforceErrors : IPartOf<ErrorText>;
