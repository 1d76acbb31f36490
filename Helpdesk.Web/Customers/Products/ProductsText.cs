namespace Helpdesk.Web.Customers.Products;

/// <summary>Marker of <c>ProductsText.resx</c>: the page of products.</summary>
public sealed class ProductsText;
