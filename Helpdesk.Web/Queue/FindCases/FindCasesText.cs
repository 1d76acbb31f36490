namespace Helpdesk.Web.Queue.FindCases;

/// <summary>Words of the page that finds cases.</summary>
public sealed class FindCasesText;
