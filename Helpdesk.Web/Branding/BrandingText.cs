using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Branding;

/// <summary>Marker of <c>BrandingText.resx</c>: the words of the page.</summary>
public sealed class BrandingText;

/// <summary>Marker of <c>BrandingErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class BrandingErrors : IPartOf<ErrorText>;
