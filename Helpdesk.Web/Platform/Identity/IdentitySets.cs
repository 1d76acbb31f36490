using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class IdentitySets
{
    public static DbSet<ApiKey> ApiKeys(this HelpdeskDb db) => db.Set<ApiKey>();
}
