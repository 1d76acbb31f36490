using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>One promise as a person wrote it: so much time on that calendar.</summary>
/// <param name="Within">Such as <c>2 h</c> or <c>1 business day</c>.</param>
/// <param name="Calendar">Id of a calendar.</param>
public sealed record ProgrammeCell(SupportTier Tier, Severity Severity, ClockKind Kind, string Within, string Calendar)
{
    /// <summary>Its key in the settings, without the section: <c>Targets:Standard:High:FirstResponse</c>.</summary>
    public string Key => ProgrammeContent.KeyOf(Tier, Severity, Kind);
}

/// <summary>One thing in which two versions differ, under its key in the settings; null where one does not have it.</summary>
public sealed record ProgrammeChange(string Key, string? Before, string? After);

/// <summary>
/// What a version of the programme says, in the words of whoever wrote it; <see cref="ProgrammeTargets.Read"/> checks it and makes sense
/// of it, by the rules of the settings.
/// </summary>
/// <param name="Cells">In the order of tier, clock, severity; team targets that are off are not among them.</param>
public sealed record ProgrammeContent(string BusinessDayLength, string AtRiskShare, string Hotline, IReadOnlyList<ProgrammeCell> Cells)
{
    /// <summary>Longest text that a field takes.</summary>
    public const int LongestText = 60;

    /// <summary>The tiers that something is promised to.</summary>
    public static IReadOnlyList<SupportTier> Tiers => ProgrammeReader.PromisedTiers;

    /// <summary>What the settings say, where they hold.</summary>
    public static ProgrammeContent Of(ProgrammeOptions options) =>
        new(
            Tidy(options.BusinessDayLength),
            Tidy(options.AtRiskShare),
            Tidy(options.Hotline),
            [
                .. from tier in Tiers
                from kind in Enum.GetValues<ClockKind>()
                from severity in Enum.GetValues<Severity>()
                let target = Find(options, tier, severity, kind)
                where target is not null
                select new ProgrammeCell(tier, severity, kind, Tidy(target.Within), Tidy(target.Calendar)),
            ]
        );

    /// <summary>A cell's key in the settings, without the section.</summary>
    public static string KeyOf(SupportTier tier, Severity severity, ClockKind kind) => $"{SectionOf(kind)}:{tier}:{severity}:{kind}";

    public ProgrammeCell? Find(SupportTier tier, Severity severity, ClockKind kind) =>
        Cells.FirstOrDefault(c => c.Tier == tier && c.Severity == severity && c.Kind == kind);

    /// <summary>As the settings would say it, without calendars.</summary>
    public ProgrammeOptions ToOptions() =>
        new()
        {
            BusinessDayLength = BusinessDayLength,
            AtRiskShare = AtRiskShare,
            Hotline = Hotline,
            Targets = Nested(isTeam: false),
            TeamTargets = Nested(isTeam: true),
        };

    /// <summary>What differs from an earlier version, in the order of the form.</summary>
    public IReadOnlyList<ProgrammeChange> ChangesSince(ProgrammeContent before)
    {
        var (old, now) = (before.Lines(), Lines());
        return
        [
            .. now
                .Keys.Union(old.Keys)
                .Select(key => new ProgrammeChange(key, old.GetValueOrDefault(key), now.GetValueOrDefault(key)))
                .Where(change => change.Before != change.After),
        ];
    }

    private Dictionary<string, string> Lines()
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Hotline"] = Hotline,
            ["AtRiskShare"] = AtRiskShare,
            ["BusinessDayLength"] = LengthText.Kept(BusinessDayLength),
        };
        foreach (var cell in Cells)
            lines[cell.Key] = $"{LengthText.Kept(cell.Within)} ({cell.Calendar})";
        return lines;
    }

    private static string SectionOf(ClockKind kind) =>
        SupportProgramme.PausesWhileCustomerHasBall(kind) ? nameof(ProgrammeOptions.TeamTargets) : nameof(ProgrammeOptions.Targets);

    private static TargetOptions? Find(ProgrammeOptions options, SupportTier tier, Severity severity, ClockKind kind) =>
        Entry(
            Entry(Entry(SupportProgramme.PausesWhileCustomerHasBall(kind) ? options.TeamTargets : options.Targets, tier), severity),
            kind
        );

    // Keys of the settings ignore case.
    private static TValue? Entry<TValue>(Dictionary<string, TValue>? entries, Enum key)
        where TValue : class =>
        entries?.FirstOrDefault(e => string.Equals(e.Key, key.ToString(), StringComparison.OrdinalIgnoreCase)).Value;

    private Dictionary<string, Dictionary<string, Dictionary<string, TargetOptions>>> Nested(bool isTeam) =>
        Cells
            .Where(c => SupportProgramme.PausesWhileCustomerHasBall(c.Kind) == isTeam)
            .GroupBy(c => c.Tier)
            .ToDictionary(
                tier => tier.Key.ToString(),
                tier =>
                    tier.GroupBy(c => c.Severity)
                        .ToDictionary(
                            severity => severity.Key.ToString(),
                            severity =>
                                severity.ToDictionary(
                                    c => c.Kind.ToString(),
                                    c => new TargetOptions { Within = c.Within, Calendar = c.Calendar }
                                )
                        )
            );

    private static string Tidy(string? text) => (text ?? "").Trim();
}
