namespace Helpdesk.Web.Administration;

/// <summary>Marker of <c>AdminText.resx</c>: the words of the administration pages.</summary>
public sealed class AdminText;
