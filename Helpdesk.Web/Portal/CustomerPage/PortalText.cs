namespace Helpdesk.Web.Portal.CustomerPage;

/// <summary>Marker of <c>PortalText.resx</c>: what customers read, so without a colleague's terms.</summary>
public sealed class PortalText;
