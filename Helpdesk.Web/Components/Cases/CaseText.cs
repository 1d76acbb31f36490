namespace Helpdesk.Web.Components.Cases;

/// <summary>Marker of <c>CaseText.resx</c>.</summary>
public sealed class CaseText;
