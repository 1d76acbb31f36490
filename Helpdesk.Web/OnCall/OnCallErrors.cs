using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.OnCall;

/// <summary>Marker of <c>OnCallErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class OnCallErrors : IPartOf<ErrorText>;
