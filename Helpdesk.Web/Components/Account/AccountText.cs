namespace Helpdesk.Web.Components.Account;

/// <summary>Marker of <c>AccountText.resx</c>: the words of the account pages.</summary>
public sealed class AccountText;
