namespace Helpdesk.Web.Workforce.Choosing;

/// <summary>Marker of <c>ChoosingText.resx</c>.</summary>
public sealed class ChoosingText;
