using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>Marker of <c>ServiceLevelErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class ServiceLevelErrors : IPartOf<ErrorText>;
