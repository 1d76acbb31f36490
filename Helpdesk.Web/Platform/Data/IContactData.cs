namespace Helpdesk.Web.Platform.Data;

/// <summary>
/// What a room keeps of a contact beyond their cases, such as an enquiry they never sent. Each is asked when somebody's data are
/// exported or erased; whoever keeps a mail address registers one.
/// </summary>
public interface IContactData
{
    /// <summary>Its name in the export, e.g. <c>drafts</c>.</summary>
    string Name { get; }

    /// <summary>Everything kept under the address, to be written as JSON.</summary>
    Task<IReadOnlyList<object>> ReadAsync(HelpdeskDb db, string email, CancellationToken cancellation);

    /// <summary>Erases it, in the caller's transaction.</summary>
    Task EraseAsync(HelpdeskDb db, string email, CancellationToken cancellation);
}
