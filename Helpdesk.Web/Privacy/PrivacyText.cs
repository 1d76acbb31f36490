namespace Helpdesk.Web.Privacy;

/// <summary>Marker of <c>PrivacyText.resx</c>.</summary>
public sealed class PrivacyText;
