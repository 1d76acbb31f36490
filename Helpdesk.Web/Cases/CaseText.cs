namespace Helpdesk.Web.Cases;

/// <summary>Marker of <c>CaseText.resx</c>.</summary>
public sealed class CaseText;
