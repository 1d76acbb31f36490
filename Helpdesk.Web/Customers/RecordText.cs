namespace Helpdesk.Web.Customers;

/// <summary>Marker of <c>RecordText.resx</c>: kinds of records and their columns, as screens and files name them.</summary>
public sealed class RecordText;
