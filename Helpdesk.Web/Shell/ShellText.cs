namespace Helpdesk.Web.Shell;

/// <summary>Marker of <c>ShellText.resx</c>: the words around every page.</summary>
public sealed class ShellText;
