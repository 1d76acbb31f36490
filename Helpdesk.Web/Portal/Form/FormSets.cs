using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Portal.Form;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class FormSets
{
    public static DbSet<PortalDraft> PortalDrafts(this HelpdeskDb db) => db.Set<PortalDraft>();
}
