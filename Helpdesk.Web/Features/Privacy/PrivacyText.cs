namespace Helpdesk.Web.Features.Privacy;

/// <summary>Marker of <c>PrivacyText.resx</c>.</summary>
public sealed class PrivacyText;
