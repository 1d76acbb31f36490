using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>One layer over some days.</summary>
public sealed record LayerDays(OnCallLayer Layer, IReadOnlyList<RotaDay> Days);

/// <summary>What the rota page and the API read (spec U3); for everybody who works cases.</summary>
public sealed class RotaQuery(
    RotaCache board,
    RotaWatch watch,
    SupportProgramme programme,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>Days that can be asked for at once.</summary>
    public const int Longest = 93;

    public static readonly IReadOnlyList<OnCallLayer> Layers = Enum.GetValues<OnCallLayer>();

    /// <summary>Refused with <c>auth.forbidden</c>.</summary>
    public async Task<Result<IReadOnlyList<LayerDays>>> DaysAsync(
        ClaimsPrincipal who,
        DateTimeZone zone,
        LocalDate first,
        int days,
        params OnCallLayer[] layers
    )
    {
        if (!await MayAsync(who))
            return Result<IReadOnlyList<LayerDays>>.Forbid();
        var (rota, business) = (board.Current, programme.Calendar(SupportProgramme.BusinessCalendarId));
        return layers.Select(l => new LayerDays(l, RotaDay.Of(rota, l, zone, first, days, business))).ToList();
    }

    /// <summary>Who has each layer at an instant; refused with <c>auth.forbidden</c>.</summary>
    public async Task<Result<IReadOnlyList<Shift>>> AtAsync(ClaimsPrincipal who, Instant? at)
    {
        if (!await MayAsync(who))
            return Result<IReadOnlyList<Shift>>.Forbid();
        var (rota, when) = (board.Current, at ?? clock.GetCurrentInstant());
        // The whole shift, as far as a month to either side knows.
        var around = new TimeRange(when - RotaCache.Ahead, when + RotaCache.Ahead);
        return Layers.Select(l => rota.Shifts(l, around).First(s => s.Time.Contains(when))).ToList();
    }

    /// <summary>Refused with <c>auth.forbidden</c>, <c>stretch.ends-before</c>, <c>stretch.too-long</c>.</summary>
    public async Task<Result<IReadOnlyList<Shift>>> ShiftsAsync(ClaimsPrincipal who, TimeRange over, params OnCallLayer[] layers)
    {
        if (!await MayAsync(who))
            return Result<IReadOnlyList<Shift>>.Forbid();
        if (Refusal(over) is { } no)
            return no;
        var rota = board.Current;
        return layers.SelectMany(l => rota.Shifts(l, over)).ToList();
    }

    /// <summary>The hours outside business hours that nobody covers; refused as <see cref="ShiftsAsync"/>.</summary>
    public async Task<Result<IReadOnlyList<RotaGap>>> GapsAsync(ClaimsPrincipal who, TimeRange over, params OnCallLayer[] layers)
    {
        if (!await MayAsync(who))
            return Result<IReadOnlyList<RotaGap>>.Forbid();
        if (Refusal(over) is { } no)
            return no;
        var (rota, business) = (board.Current, programme.Calendar(SupportProgramme.BusinessCalendarId));
        return layers.SelectMany(l => rota.GapsTogether(l, over, business)).OrderBy(g => g.Time.From).ToList();
    }

    /// <summary>The gaps of the next 14 days that supervisors are told of; empty for those who may not know.</summary>
    public async Task<IReadOnlyList<RotaGap>> ComingGapsAsync(ClaimsPrincipal who) =>
        await MayAsync(who) ? watch.Gaps(clock.GetCurrentInstant()) : [];

    private static Error? Refusal(TimeRange over) =>
        over.IsEmpty ? new("stretch.ends-before", "until", over.From, over.Until)
        : over.Length > Duration.FromDays(Longest) ? new("stretch.too-long", "until", (int)Math.Ceiling(over.Length.TotalDays), Longest)
        : null;

    private async Task<bool> MayAsync(ClaimsPrincipal who) => (await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded;
}
