namespace Helpdesk.Web.Customers.Import;

/// <summary>Marker of <c>ImportText.resx</c>.</summary>
public sealed class ImportText;
