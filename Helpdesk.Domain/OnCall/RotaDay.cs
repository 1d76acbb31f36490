using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.OnCall;

/// <summary>A part of a shift within one day.</summary>
/// <param name="Whole">The whole shift it is a part of, as far as the plan was looked at.</param>
/// <param name="IsOpen">Within business hours: nobody needs to be on call.</param>
public sealed record RotaPiece(TimeRange Time, Shift Whole, bool IsOpen)
{
    /// <summary>Nobody has the layer while the centre is closed.</summary>
    public bool IsGap => Whole.Person is null && !IsOpen;
}

/// <summary>One local day of a layer, tiled by its pieces; a day of a daylight-saving change has 23 or 25 hours.</summary>
public sealed record RotaDay(LocalDate Day, TimeRange Time, IReadOnlyList<RotaPiece> Pieces)
{
    /// <summary>Days one after the other, in any reader's zone.</summary>
    public static IReadOnlyList<RotaDay> Of(
        Rota rota,
        OnCallLayer layer,
        DateTimeZone zone,
        LocalDate first,
        int days,
        BusinessCalendar business
    )
    {
        Instant StartOf(int day) => zone.AtStartOfDay(first.PlusDays(day)).ToInstant();
        var shifts = rota.Shifts(layer, new(StartOf(0), StartOf(days)));
        return [.. Enumerable.Range(0, days).Select(n => Of(first.PlusDays(n), new(StartOf(n), StartOf(n + 1)), shifts, business))];
    }

    private static RotaDay Of(LocalDate day, TimeRange time, IReadOnlyList<Shift> shifts, BusinessCalendar business)
    {
        var pieces = new List<RotaPiece>();
        foreach (var shift in shifts)
        {
            var over = shift.Time.Within(time);
            for (var at = over.From; at < over.Until; )
            {
                var change = business.NextChange(at) is { } next && next < over.Until ? next : over.Until;
                pieces.Add(new(new(at, change), shift, business.IsOpen(at)));
                at = change;
            }
        }

        return new(day, time, pieces);
    }
}
