using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.OnCall.HandOver;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class HandOverSets
{
    public static DbSet<ShiftHandOver> HandOvers(this HelpdeskDb db) => db.Set<ShiftHandOver>();
}
