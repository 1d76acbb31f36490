namespace Helpdesk.Web.Workforce.Choosing;

/// <summary>One of those that can be chosen.</summary>
/// <param name="Id">Null for nobody: the queue.</param>
/// <param name="UserName">Finds them too; null for nobody.</param>
/// <param name="Note">Why them, where they are; null when there is nothing to say.</param>
/// <param name="Off">Shown, since somebody may look for them, but not to be chosen: they are away.</param>
public sealed record PersonLine(Guid? Id, string Name, string? UserName, string? Note, bool Off = false);
