using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>
/// Who covers each hour outside business hours of the next 14 days, layer by layer; a gap is hatched, marked and named (spec U3).
/// </summary>
public sealed partial class CoverageStrip
{
    private const int Days = 14;

    private IReadOnlyList<RotaDay>? _days;
    private IReadOnlyList<RotaGap> _gaps = [];
    private OnCallLayer _layer = OnCallLayer.Primary;
    private IDisposable? _subscription;

    /// <summary>Whether it leads to the rota page; not on that page itself.</summary>
    [Parameter]
    public bool LinkToRota { get; set; } = true;

    /// <summary>The address at which a gap's form opens, filled in.</summary>
    public static string FillLink(RotaGap gap) =>
        $"/on-call/rota?from={LocalDatePattern.Iso.Format(gap.Time.From.InUtc().Date)}&fill={gap.Layer},"
        + $"{InstantPattern.ExtendedIso.Format(gap.Time.From)},{InstantPattern.ExtendedIso.Format(gap.Time.Until)}";

    public void Dispose()
    {
        _subscription?.Dispose();
        Person.Changed -= OnPersonChanged;
    }

    protected override async Task OnInitializedAsync()
    {
        _subscription = Board.Subscribe(() => Later(LoadAsync));
        // The zone decides where days begin.
        Person.Changed += OnPersonChanged;
        await LoadAsync();
    }

    private void OnPersonChanged() => Later(LoadAsync);

    private async Task LoadAsync()
    {
        var today = Clock.GetCurrentInstant().InZone(Person.TimeZone).Date;
        var read = await Query.DaysAsync(Person.Principal, Person.TimeZone, today, Days, _layer);
        (_days, _gaps) = (read.IsOk ? read.Value[0].Days : [], await Query.ComingGapsAsync(Person.Principal));
    }

    private Task ShowAsync(OnCallLayer layer)
    {
        _layer = layer;
        return LoadAsync();
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private static string ClassOf(RotaPiece piece) =>
        piece switch
        {
            { IsOpen: true } => "open",
            { IsGap: true } => "gap",
            { Whole.Source: ShiftSource.Rotation } => "turn",
            _ => "other",
        };

    private string TitleOf(RotaPiece piece, RotaDay day) =>
        RotaWords.Hours(piece.Time, day, Person.TimeZone)
        + " "
        + (
            piece.IsOpen ? Text["open"]
            : piece.IsGap ? Text["nobody"]
            : $"{Text.NameOf(piece.Whole.Person)}, {Text.SourceOf(piece.Whole)}"
        );

    private string? InitialsOf(RotaPiece piece) =>
        piece.Time.Length < Duration.FromHours(5) || piece.Whole.Person is not { } id ? null : People.Find(id)?.Initials;

    private static string Css(RotaDay day, RotaPiece piece) =>
        $"left:{Percent(RotaBlock.Place(day, piece.Time.From))};width:{Percent(100 * (piece.Time.Length / day.Time.Length))}";

    private static string Percent(double share) => share.ToString("0.###", CultureInfo.InvariantCulture) + "%";

    // Everybody of the closed hours once, in their order; a gap with its hours.
    private IEnumerable<(string Words, bool Gap)> Who(RotaDay day)
    {
        var said = new HashSet<Guid>();
        foreach (var piece in day.Pieces.Where(p => !p.IsOpen))
        {
            if (piece.IsGap)
                yield return (Text["gap.say", RotaWords.Hours(piece.Time, day, Person.TimeZone)], true);
            else if (said.Add(piece.Whole.Person!.Value))
                yield return (Text.NameOf(piece.Whole.Person), false);
        }

        if (day.Pieces.All(p => p.IsOpen))
            yield return (Text["coverage.closed-none"], false);
    }
}
