namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>Marker of <c>CustomerPageText.resx</c>: one customer's page.</summary>
public sealed class CustomerPageText;
