using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Live;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Helpdesk.Web.Queue;

/// <summary>One row of the queue.</summary>
public sealed partial class QueueRow : IDisposable
{
    private QueueEntry? _rendered;
    private (bool, bool, int) _look;
    private string? _here;
    private ClockLook? _clock;
    private SinceLook? _since;

    [Parameter, EditorRequired]
    public QueueEntry Entry { get; set; } = null!;

    [Parameter]
    public bool Selected { get; set; }

    [Parameter]
    public bool Picked { get; set; }

    [Parameter]
    public int Place { get; set; }

    [Parameter, EditorRequired]
    public RowWords Words { get; set; } = null!;

    /// <summary>The rows on this screen, by case; a row enters itself and leaves when it goes.</summary>
    [Parameter, EditorRequired]
    public VisibleRows Rows { get; set; } = null!;

    private string Css =>
        $"row{(Selected ? " selected" : null)}{(Picked ? " picked" : null)}"
        + $"{(Entry.LastLineBy == ActorKind.Customer && Entry.Ball == Ball.Us ? " unread" : null)}{(Entry.IsOpen ? null : " left-view")}";

    public override Task SetParametersAsync(ParameterView parameters)
    {
        var before = Entry;
        parameters.SetParameterProperties(this);
        if (before is not null && before.Id != Entry.Id)
            Rows.Leave(before.Id, this);
        if (before is null || before.Id != Entry.Id)
            Rows.Enter(Entry.Id, this);
        // Virtualize hands every row its parameters again; only a row that looks different is worth a render.
        if (!ReferenceEquals(_rendered, Entry) || _look != (Selected, Picked, Place))
        {
            ShowPresence();
            StateHasChanged();
        }

        return Task.CompletedTask;
    }

    /// <summary>Shows a newer version of the case.</summary>
    public void Update(QueueEntry entry)
    {
        Entry = entry;
        StateHasChanged();
    }

    /// <summary>Time or presence has changed, the case has not.</summary>
    public void Refresh()
    {
        _clock = null;
        ShowPresence();
        StateHasChanged();
    }

    public void Dispose() => Rows.Leave(Entry.Id, this);

    protected override void OnAfterRender(bool firstRender) => (_rendered, _look) = (Entry, (Selected, Picked, Place));

    private void ShowPresence()
    {
        var who = Rows.Presence.At(Entry.Id).FirstOrDefault(p => p.PersonId != Words.Reader);
        _here = who is null ? null : Words.Format(who.Writing ? "writing" : "looking", who.Name);
    }

    private string Since()
    {
        var today = Words.Today;
        if (_since is null || _since.Ball != Entry.Ball || _since.At != Entry.BallSince || _since.Today != today || _since.Words != Words)
            _since = new(
                Words,
                today,
                Entry.Ball,
                Entry.BallSince,
                Words.Format("ball." + Entry.Ball, Words.Time().Brief(Entry.BallSince))
            );
        return _since.Text;
    }

    private IEnumerable<(string Kind, string Text)> Flags()
    {
        if (Entry.Verdict != VerdictKind.Entitled)
            yield return ("verdict", Words["flag." + Entry.Verdict]);
        if (Entry.ReopenCount > 0)
            yield return ("reopened", Words.Format("flag.reopened", Entry.ReopenCount));
        if (Entry.Status is CaseStatus.WaitingOnVendor or CaseStatus.SolutionOffered)
            yield return ("status", Words.Of(Entry.Status));
    }

    private RenderFragment Clock() => Entry.Clock is { } clock && Entry.IsOpen ? WithClock(clock) : NoClock;

    private void NoClock(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "clock-cell");
        builder.AddAttribute(2, "role", "gridcell");
        // Where nothing runs, the ledger still says why, and why the case stands where it does.
        if (Entry.IsOpen)
            builder.AddAttribute(3, "data-ledger", Entry.Number);
        builder.OpenElement(4, "span");
        builder.AddAttribute(5, "class", "sub");
        builder.AddContent(6, Words[Entry.IsOpen ? "noclock" : "left"]);
        builder.CloseElement();
        builder.CloseElement();
    }

    // Built by hand: the cell that changes most often should cost the least, and its attributes are what the script counts from.
    private RenderFragment WithClock(NextClock clock) =>
        builder =>
        {
            var look = LookOf(clock);
            builder.OpenElement(0, "div");
            builder.AddAttribute(1, "class", look.Css);
            builder.AddAttribute(2, "role", "gridcell");
            // A click on it, and "w" on its row, open the ledger (ledger.js).
            builder.AddAttribute(3, "data-ledger", Entry.Number);
            if (clock.DueAt is not null)
            {
                builder.AddAttribute(4, "data-left", look.Left);
                builder.AddAttribute(5, "data-asof", look.AsOf);
                builder.AddAttribute(6, "data-run", look.Run);
                builder.AddAttribute(7, "data-target", look.Target);
            }

            builder.OpenElement(8, "span");
            builder.AddAttribute(9, "class", "one");
            builder.OpenElement(10, "b");
            builder.AddContent(11, look.Due);
            builder.CloseElement();
            builder.AddMarkupContent(12, " ");
            builder.OpenElement(13, "span");
            builder.AddAttribute(14, "class", "sub");
            builder.AddContent(15, Words.Of(clock.Kind));
            builder.CloseElement();
            builder.CloseElement();
            builder.OpenElement(16, "span");
            builder.AddAttribute(17, "class", "count");
            AddRest(builder, look.Paused);
            builder.CloseElement();
            builder.CloseElement();
        };

    private static void AddRest(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder, string? paused)
    {
        if (paused is null)
        {
            builder.AddMarkupContent(20, "<span class=\"track\" aria-hidden=\"true\"><i class=\"used\"></i></span>");
        }
        else
        {
            builder.OpenElement(21, "span");
            builder.AddAttribute(22, "class", "paused one");
            builder.AddContent(23, paused);
            builder.CloseElement();
        }

        // Owned by the script: an element without children of ours, so that neither side disturbs the other.
        builder.AddMarkupContent(24, "<span class=\"left\"></span>");
    }

    // Most changes of a case leave its clock alone: then the cell says what it said, and costs neither reading nor bytes on the wire.
    private ClockLook LookOf(NextClock clock)
    {
        var today = Words.Today;
        if (_clock is { } known && known.Clock == clock && known.Words == Words && known.Today == today)
            return known;
        var (reading, time) = (Words.Read(clock), Words.Time());
        var paused =
            clock.DueAt is null ? Words["paused.customer"]
            : reading is { State: ClockState.Paused, ResumesAt: { } at } ? Words.Format("paused.until", time.Short(at))
            : null;
        return _clock = new(
            Words,
            today,
            clock,
            "clock-cell c-" + reading.State,
            Whole((long)reading.Remaining.TotalSeconds),
            Whole(Words.Now.ToUnixTimeMilliseconds()),
            reading.IsRunning ? "1" : "0",
            Whole((long)clock.Target.TotalSeconds),
            clock.DueAt is { } due ? time.Short(due) : "–",
            paused
        );
    }

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record ClockLook(
        RowWords Words,
        LocalDate Today,
        NextClock Clock,
        string Css,
        string Left,
        string AsOf,
        string Run,
        string Target,
        string Due,
        string? Paused
    );

    private sealed record SinceLook(RowWords Words, LocalDate Today, Ball Ball, Instant At, string Text);
}
