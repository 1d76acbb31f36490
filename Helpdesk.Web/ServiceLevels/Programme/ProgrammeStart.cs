using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>
/// At each start: the settings become a version where they hold, and are told of where they do not; the version that holds is put into
/// force before anything reads a target.
/// </summary>
public sealed class ProgrammeStart(
    ProgrammeBook book,
    ProgrammeTurn turn,
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IClock clock,
    ILogger<ProgrammeStart> log
)
{
    private static readonly Actor s_settings = Actor.System("settings");

    public async Task RunAsync(CancellationToken cancellation)
    {
        await FollowFileAsync(cancellation);
        await book.LoadAsync(cancellation);
        await turn.RunAsync(cancellation);
        if (book.FileIsUnheard)
            log.LogWarning(
                "Support programme: the section SupportProgramme of the settings was changed and does not count; version {Version}, made "
                    + "on the screen, holds. Put it into force at /admin/programme, or undo the change",
                book.InForce?.Number
            );
    }

    private async Task FollowFileAsync(CancellationToken cancellation)
    {
        using var turnToWrite = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var versions = await db.ProgrammeVersions().AsNoTracking().OrderByDescending(v => v.Number).ToListAsync(cancellation);
        var latest = versions.Find(v => v.Origin == ProgrammeOrigin.File);
        if (ProgrammeOrder.ScreenHolds(versions) || (latest is not null && book.IsSame(book.OfFile, latest.Content)))
            return;
        var now = clock.GetCurrentInstant();
        var version = new ProgrammeVersion
        {
            Number = versions.Count == 0 ? 1 : versions[0].Number + 1,
            ValidFrom = now,
            MadeAt = now,
            MadeBy = "",
            Origin = ProgrammeOrigin.File,
            Reason = "",
            Content = book.OfFile,
            // What held before the first version was the same file.
            AppliedAt = latest is null ? now : null,
        };
        db.ProgrammeVersions().Add(version);
        if (latest is not null)
            db.AdminLog().Add(new AdminLogEntry(now, s_settings, ProgrammeActs.Of(AdminActs.ProgrammeMade, version, latest.Content)));
        await db.SaveChangesAsync(cancellation);
    }
}
