using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>One cell of the form; a team target without a time is off.</summary>
public sealed class DraftCell
{
    public required SupportTier Tier { get; init; }

    public required Severity Severity { get; init; }

    public required ClockKind Kind { get; init; }

    public string Within { get; set; } = "";

    public string Calendar { get; set; } = SupportProgramme.BusinessCalendarId;

    public string Key => ProgrammeContent.KeyOf(Tier, Severity, Kind);
}

/// <summary>A version while it is typed in.</summary>
public sealed class ProgrammeDraft
{
    public string Hotline { get; set; } = "";

    public string AtRiskShare { get; set; } = "";

    public string BusinessDayLength { get; set; } = "";

    public IReadOnlyList<DraftCell> Cells { get; private init; } = [];

    /// <summary>Begins with what a version says, lengths as the language writes them.</summary>
    public static ProgrammeDraft Of(ProgrammeContent content, CultureInfo language) =>
        new()
        {
            Hotline = content.Hotline,
            AtRiskShare = content.AtRiskShare,
            BusinessDayLength = LengthText.Written(content.BusinessDayLength, language),
            Cells =
            [
                .. from tier in ProgrammeContent.Tiers
                from kind in Enum.GetValues<ClockKind>()
                from severity in Enum.GetValues<Severity>()
                let cell = content.Find(tier, severity, kind)
                select new DraftCell
                {
                    Tier = tier,
                    Severity = severity,
                    Kind = kind,
                    Within = cell is null ? "" : LengthText.Written(cell.Within, language),
                    Calendar = cell?.Calendar ?? SupportProgramme.BusinessCalendarId,
                },
            ],
        };

    /// <summary>Whether a team target is typed in.</summary>
    public bool HasTeam => Cells.Any(c => SupportProgramme.PausesWhileCustomerHasBall(c.Kind) && c.Within.Length > 0);

    public DraftCell Cell(SupportTier tier, Severity severity, ClockKind kind) =>
        Cells.First(c => c.Tier == tier && c.Severity == severity && c.Kind == kind);

    public ProgrammeContent ToContent() =>
        new(
            LengthText.Kept(BusinessDayLength),
            AtRiskShare.Trim(),
            Hotline.Trim(),
            [
                .. Cells
                    .Where(c => !SupportProgramme.PausesWhileCustomerHasBall(c.Kind) || !string.IsNullOrWhiteSpace(c.Within))
                    .Select(c => new ProgrammeCell(c.Tier, c.Severity, c.Kind, LengthText.Kept(c.Within), c.Calendar)),
            ]
        );
}
