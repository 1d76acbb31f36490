using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Queue;

/// <summary>Marker of <c>QueueErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class QueueErrors : IPartOf<ErrorText>;
