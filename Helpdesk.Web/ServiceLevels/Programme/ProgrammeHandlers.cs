using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>Makes versions of the programme's targets and takes back those to come: for administrators (spec U4).</summary>
public sealed class ProgrammeHandlers(
    ProgrammeBook book,
    ProgrammeTurn turn,
    ProgrammePreviews previews,
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IValidator<PutProgramme> rules,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>How far ahead a version can be made.</summary>
    public const int MostDaysAhead = 366;

    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, those of the rules and of the settings, <c>programme.no-preview</c>, <c>programme.past</c>,
    /// <c>programme.far</c>, <c>programme.stale</c>, <c>programme.waits</c>, <c>programme.same</c>.
    /// </summary>
    /// <returns>The number of the version.</returns>
    public async Task<Result<int>> HandleAsync(PutProgramme command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result<int>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<int>.Refuse(wrong.ToErrors());
        // It was read, checked and looked at then; nothing else is put into force.
        if (!previews.Has(command.Content))
            return Result<int>.Refuse(ErrorKind.Conflict, "programme.no-preview");
        int number;
        using (await gate.EnterAsync(CancellationToken.None))
        {
            var now = clock.GetCurrentInstant();
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            var versions = await db.ProgrammeVersions().AsNoTracking().ToListAsync();
            var inForce = ProgrammeOrder.InForce(versions, now)!;
            if (Refusal(command, versions, inForce, now) is { } refused)
                return refused;
            var version = Version(command, number = versions.Max(v => v.Number) + 1, now, who);
            db.ProgrammeVersions().Add(version);
            db.AdminLog().Add(new AdminLogEntry(now, who.ToActor(), ProgrammeActs.Of(AdminActs.ProgrammeMade, version, inForce.Content)));
            await db.SaveChangesAsync();
        }

        await book.LoadAsync(CancellationToken.None);
        await turn.RunAsync(CancellationToken.None);
        return number;
    }

    /// <summary>Refusals: <c>auth.forbidden</c>, <c>programme.unknown</c>, <c>programme.holds</c>.</summary>
    public async Task<Result> HandleAsync(WithdrawProgramme command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result.Forbid();
        using (await gate.EnterAsync(CancellationToken.None))
        {
            var now = clock.GetCurrentInstant();
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            if (await db.ProgrammeVersions().SingleOrDefaultAsync(v => v.Number == command.Number) is not { WithdrawnAt: null } version)
                return Result.Refuse(ErrorKind.NotFound, "programme.unknown", "number", command.Number);
            if (version.ValidFrom <= now)
                return Result.Refuse(ErrorKind.Conflict, "programme.holds", "number", command.Number);
            (version.WithdrawnAt, version.WithdrawnBy) = (now, who.DisplayName());
            db.AdminLog().Add(new AdminLogEntry(now, who.ToActor(), ProgrammeActs.Of(AdminActs.ProgrammeWithdrawn, version)));
            await db.SaveChangesAsync();
        }

        await book.LoadAsync(CancellationToken.None);
        return Result.Ok;
    }

    private static ProgrammeVersion Version(PutProgramme command, int number, Instant now, ClaimsPrincipal who) =>
        new()
        {
            Number = number,
            ValidFrom = command.ValidFrom ?? now,
            MadeAt = now,
            MadeBy = who.DisplayName(),
            Origin = ProgrammeOrigin.Screen,
            Reason = command.Reason.Trim(),
            Content = command.Content,
        };

    private Error? Refusal(PutProgramme command, List<ProgrammeVersion> versions, ProgrammeVersion inForce, Instant now)
    {
        if (command.ValidFrom <= now)
            return new("programme.past", "validFrom", command.ValidFrom);
        if (command.ValidFrom > now + Duration.FromDays(MostDaysAhead))
            return new("programme.far", "validFrom", command.ValidFrom, MostDaysAhead);
        if (ProgrammeOrder.Planned(versions, now) is { } planned)
            return new(ErrorKind.Conflict, "programme.waits", null, planned.Number, planned.ValidFrom);
        if (inForce.Number != command.BasedOn)
            return new(ErrorKind.Changed, "programme.stale", null, inForce.Number);
        return book.IsSame(command.Content, inForce.Content) ? new("programme.same", null, inForce.Number) : null;
    }

    private async Task<bool> MayAsync(ClaimsPrincipal who) => (await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded;
}
