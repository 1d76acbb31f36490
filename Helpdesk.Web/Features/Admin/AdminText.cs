namespace Helpdesk.Web.Features.Admin;

/// <summary>Marker of <c>AdminText.resx</c>: the words of the administration pages.</summary>
public sealed class AdminText;
