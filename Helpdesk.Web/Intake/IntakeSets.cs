using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Intake;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class IntakeSets
{
    public static DbSet<IdempotentAnswer> IdempotentAnswers(this HelpdeskDb db) => db.Set<IdempotentAnswer>();
}
