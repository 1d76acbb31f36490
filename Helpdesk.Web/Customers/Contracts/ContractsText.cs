namespace Helpdesk.Web.Customers.Contracts;

/// <summary>Marker of <c>ContractsText.resx</c>: the list of contracts, and the acts on one.</summary>
public sealed class ContractsText;
