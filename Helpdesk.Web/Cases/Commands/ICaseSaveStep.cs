using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Cases.Commands;

/// <summary>What an area above wants to have saved along with cases, in their transaction; the saver knows none of them by name.</summary>
public interface ICaseSaveStep
{
    /// <summary>Adds, unsaved, what the new entries of <paramref name="changed"/> call for.</summary>
    /// <returns>What to do once it is committed, still inside the write gate; null where nothing was added.</returns>
    Task<Action?> WriteAsync(HelpdeskDb db, IReadOnlyList<Case> changed);
}
