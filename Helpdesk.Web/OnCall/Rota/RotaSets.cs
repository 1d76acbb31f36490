using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class RotaSets
{
    public static DbSet<RotationRow> Rotations(this HelpdeskDb db) => db.Set<RotationRow>();

    public static DbSet<OverrideRow> Overrides(this HelpdeskDb db) => db.Set<OverrideRow>();

    public static DbSet<OnCallFeed> OnCallFeeds(this HelpdeskDb db) => db.Set<OnCallFeed>();
}
