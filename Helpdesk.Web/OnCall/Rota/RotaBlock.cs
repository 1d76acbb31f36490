using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>A shift's part of a day as it is drawn: where it begins, how wide it is, in percent of the day.</summary>
/// <param name="IsGap">Nobody, outside business hours.</param>
public sealed record RotaBlock(TimeRange Time, double Left, double Width, Shift Whole, bool IsGap)
{
    /// <summary>The blocks of a day: a person's whole shift is one, nobody's is cut where business hours begin and end.</summary>
    public static IReadOnlyList<RotaBlock> Of(RotaDay day)
    {
        var blocks = new List<RotaBlock>();
        foreach (var piece in day.Pieces)
        {
            if (blocks.Count > 0 && blocks[^1] is { IsGap: false } last && !piece.IsGap && ReferenceEquals(last.Whole, piece.Whole))
                blocks[^1] = Of(day, new(last.Time.From, piece.Time.Until), piece);
            else
                blocks.Add(Of(day, piece.Time, piece));
        }

        return blocks;
    }

    /// <summary>Where an instant of the day lies, in percent; a day of 23 or 25 hours is as wide as any.</summary>
    public static double Place(RotaDay day, Instant at) => Math.Round(100 * ((at - day.Time.From) / day.Time.Length), 3);

    private static RotaBlock Of(RotaDay day, TimeRange time, RotaPiece piece) =>
        new(time, Place(day, time.From), Math.Round(100 * (time.Length / day.Time.Length), 3), piece.Whole, piece.IsGap);
}
