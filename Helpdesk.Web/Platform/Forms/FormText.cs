namespace Helpdesk.Web.Platform.Forms;

/// <summary>Marker of <c>FormText.resx</c>.</summary>
public sealed class FormText;
