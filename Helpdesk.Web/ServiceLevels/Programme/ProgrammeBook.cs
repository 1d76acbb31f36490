using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>What the section <c>SupportProgramme</c> of the settings says of targets: the seed of the first version.</summary>
public sealed record ProgrammeSeed(ProgrammeContent Content);

/// <summary>
/// The versions of the programme's targets as they are stored: which holds, which is to come, what each of them said. The file holds as
/// long as no version was made by screen; from then on the screen does.
/// </summary>
public sealed class ProgrammeBook(
    IDbContextFactory<HelpdeskDb> databases,
    SupportProgramme programme,
    ProgrammeSeed seed,
    IClock clock,
    ILogger<ProgrammeBook> log
)
{
    private volatile IReadOnlyList<ProgrammeVersion> _versions = [];

    /// <summary>A version was made, withdrawn or came into force; told on whatever thread did it.</summary>
    public event Action? Changed;

    /// <summary>All of them, the newest first; empty before the first start.</summary>
    public IReadOnlyList<ProgrammeVersion> Versions => _versions;

    /// <summary>The version that holds now; null before the first start.</summary>
    public ProgrammeVersion? InForce => ProgrammeOrder.InForce(_versions, clock.GetCurrentInstant());

    /// <summary>The version that is to come, of which there is one at most.</summary>
    public ProgrammeVersion? Planned => ProgrammeOrder.Planned(_versions, clock.GetCurrentInstant());

    /// <summary>Whether a version of the screen holds, or is to come.</summary>
    public bool ScreenHolds => ProgrammeOrder.ScreenHolds(_versions);

    /// <summary>Whether the settings were changed since the screen holds, and say something else: they do not count.</summary>
    public bool FileIsUnheard =>
        ScreenHolds
        && !IsSame(seed.Content, _versions.FirstOrDefault(v => v.Origin == ProgrammeOrigin.File)?.Content)
        && !IsSame(seed.Content, InForce?.Content);

    /// <summary>What the settings say.</summary>
    public ProgrammeContent OfFile => seed.Content;

    /// <summary>Every set of targets that ever held, the latest first.</summary>
    public IReadOnlyList<ProgrammeTargets> AllTargets =>
        [.. _versions.Where(v => !v.IsWithdrawn).Select(v => Read(v.Content)).OfType<ProgrammeTargets>().Prepend(programme.Targets)];

    /// <summary>Reads the versions and puts into force the one that holds; writes nothing.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        _versions = await db.ProgrammeVersions().AsNoTracking().OrderByDescending(v => v.Number).ToListAsync(cancellation);
        Adopt();
        Changed?.Invoke();
    }

    /// <summary>Whether two texts promise the same, however they are written.</summary>
    internal bool IsSame(ProgrammeContent a, ProgrammeContent? b) =>
        b is not null && (a.ChangesSince(b).Count == 0 || (Read(a) is { } one && Read(b) is { } other && one.IsSameAs(other)));

    private void Adopt()
    {
        if (InForce is not { } version)
            return;
        var read = ProgrammeTargets.Read(version.Content, programme.Calendars.Select(c => c.Id));
        if (!read.IsOk)
            throw new OptionsValidationException(
                ProgrammeOptions.Section,
                typeof(ProgrammeOptions),
                read.Errors.Select(e => $"Version {version.Number} of the programme holds, and {SupportProgrammeErrors.Describe(e)}")
            );
        if (read.Value.IsSameAs(programme.Targets))
            return;
        programme.Adopt(read.Value);
        log.LogInformation("Support programme: version {Version} is in force", version.Number);
    }

    private ProgrammeTargets? Read(ProgrammeContent content)
    {
        var read = ProgrammeTargets.Read(content, programme.Calendars.Select(c => c.Id));
        return read.IsOk ? read.Value : null;
    }
}

/// <summary>The one rule of which version holds when.</summary>
internal static class ProgrammeOrder
{
    public static ProgrammeVersion? InForce(IEnumerable<ProgrammeVersion> versions, Instant now) =>
        versions.Where(v => !v.IsWithdrawn && v.ValidFrom <= now).MaxBy(v => (v.ValidFrom, v.Number));

    public static ProgrammeVersion? Planned(IEnumerable<ProgrammeVersion> versions, Instant now) =>
        versions.Where(v => !v.IsWithdrawn && v.ValidFrom > now).MinBy(v => v.ValidFrom);

    public static bool ScreenHolds(IEnumerable<ProgrammeVersion> versions) =>
        versions.Any(v => v is { IsWithdrawn: false, Origin: ProgrammeOrigin.Screen });
}
