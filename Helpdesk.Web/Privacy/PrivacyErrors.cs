using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Privacy;

/// <summary>Marker of <c>PrivacyErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class PrivacyErrors : IPartOf<ErrorText>;
