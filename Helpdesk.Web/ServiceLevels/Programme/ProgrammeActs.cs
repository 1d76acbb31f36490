using System.Globalization;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Audit;
using NodaTime.Text;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>How versions stand in the administrative log: what changed, old and new.</summary>
internal static class ProgrammeActs
{
    public static AdminAct Of(string code, ProgrammeVersion version, ProgrammeContent? before = null)
    {
        var act = new AdminAct(code).On(Guid.Empty, Name(version));
        if (version.Reason.Length > 0)
            act.With("reason", version.Reason);
        act.With("from", InstantPattern.General.Format(version.ValidFrom));
        return before is null ? act : act.With("targets", version.Content.ChangesSince(before).Select(Said).ToList());
    }

    private static string Name(ProgrammeVersion version) => version.Number.ToString(CultureInfo.InvariantCulture);

    private static string Said(ProgrammeChange change) => $"{change.Key}: {change.Before ?? "–"} → {change.After ?? "–"}";
}
