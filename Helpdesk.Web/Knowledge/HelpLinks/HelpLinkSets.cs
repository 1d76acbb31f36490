using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Knowledge.HelpLinks;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class HelpLinkSets
{
    public static DbSet<HelpLink> HelpLinks(this HelpdeskDb db) => db.Set<HelpLink>();
}
