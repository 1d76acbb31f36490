namespace Helpdesk.Web.Administration.GetReady;

/// <summary>Marker of <c>GetReadyText.resx</c>: what a house needs before it goes live, and how it stands.</summary>
public sealed class GetReadyText;
