namespace Helpdesk.Web.People.Account;

/// <summary>Marker of <c>AccountText.resx</c>: the words of the account pages.</summary>
public sealed class AccountText;
