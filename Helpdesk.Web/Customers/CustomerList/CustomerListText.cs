namespace Helpdesk.Web.Customers.CustomerList;

/// <summary>Marker of <c>CustomerListText.resx</c>: the list of customers.</summary>
public sealed class CustomerListText;
