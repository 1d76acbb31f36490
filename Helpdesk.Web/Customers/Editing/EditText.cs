namespace Helpdesk.Web.Customers.Editing;

/// <summary>Marker of <c>EditText.resx</c>: what all dialogs on records say.</summary>
public sealed class EditText;
