namespace Helpdesk.Web.Features.OpenCase;

/// <summary>Marker of <c>OpenCaseText.resx</c>.</summary>
public sealed class OpenCaseText;
