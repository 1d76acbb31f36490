using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Rota;

/// <summary>The demo's rota on Wednesday 9 June 2027, 10:00 in Tokyo: Ueda is primary, with the gap of Sunday evening.</summary>
public sealed class RotaHost : IAsyncLifetime
{
    public static readonly ClaimsPrincipal Mori = As(DemoPeople.Mori);
    public static readonly ClaimsPrincipal Kato = As(DemoPeople.Kato);
    public static readonly ClaimsPrincipal Ueda = As(DemoPeople.Ueda);

    public MailHost Host { get; } = new();

    public Instant Now => Host.Now;

    public RotaCache Board => Host.Services.GetRequiredService<RotaCache>();

    public RotaWatch Watch => Host.Services.GetRequiredService<RotaWatch>();

    /// <summary>Sunday 13 June 2027, 18:00 to 20:00 in Tokyo.</summary>
    public static TimeRange Sunday { get; } = new(Jst(13, 18), Jst(13, 20));

    public ValueTask InitializeAsync() => Host.InitializeAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public static Instant Jst(int day, int hour, int minute = 0) =>
        new LocalDateTime(2027, 6, day, hour, minute).InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).ToInstant();

    public static ClaimsPrincipal As(DemoPerson person) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, person.Id.ToString()),
                    new Claim(PersonClaims.DisplayName, person.DisplayName),
                    .. person.Roles.Select(r => new Claim(ClaimTypes.Role, r)),
                ],
                "test"
            )
        );

    public static SaveOverride Give(DemoPerson to, TimeRange time, OnCallLayer layer = OnCallLayer.Primary, string? reason = null) =>
        new(null, 0, layer, to.Id, time.From, time.Until, reason);

    public Task<Result<SavedOverride>> SaveAsync(SaveOverride command, ClaimsPrincipal who) =>
        DoAsync<OverrideHandlers, Result<SavedOverride>>(h => h.HandleAsync(command, who));

    public async Task<IEnumerable<string>> CodesAsync(SaveOverride command, ClaimsPrincipal who) =>
        (await SaveAsync(command, who)).Errors.Select(e => $"{e.Field}: {e.Code}");

    public async Task<TAnswer> DoAsync<TService, TAnswer>(Func<TService, Task<TAnswer>> act)
        where TService : notnull
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<List<SupervisorAlert>> AlertsAsync() =>
        Host.ReadAsync(db => db.Alerts.AsNoTracking().Where(a => a.Kind == AlertKind.RotaGap).OrderBy(a => a.Id).ToListAsync());

    public Task<List<StaffMail>> MailsAsync() => Host.ReadAsync(db => db.StaffMails().AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    public Task<List<string>> LogAsync() =>
        Host.ReadAsync(db =>
            db.AdminLog()
                .Where(e => e.Action.StartsWith("override.") || e.Action.StartsWith("rotation."))
                .OrderBy(e => e.Id)
                .Select(e => e.Action)
                .ToListAsync()
        );

    public async Task AwayAsync(DemoPerson person, TimeRange time, DemoPerson? substitute = null)
    {
        await using var db = await Host.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        db.Absences()
            .Add(
                new()
                {
                    Id = Guid.NewGuid(),
                    PersonId = person.Id,
                    From = time.From,
                    Until = time.Until,
                    SubstituteId = substitute?.Id,
                    MadeBy = "test",
                }
            );
        await db.SaveChangesAsync();
        await Host.Services.GetRequiredService<AbsenceCache>().ReloadAsync(CancellationToken.None);
    }
}
