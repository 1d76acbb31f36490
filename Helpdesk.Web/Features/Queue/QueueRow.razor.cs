using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Live;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Helpdesk.Web.Features.Queue;

/// <summary>One row of the queue.</summary>
public sealed partial class QueueRow : IDisposable
{
    private QueueEntry? _rendered;
    private (bool, bool, int) _look;
    private string? _here;

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

    private string Css => $"row{(Selected ? " selected" : null)}{(Picked ? " picked" : null)}{(Entry.LastLineBy == ActorKind.Customer && Entry.Ball == Ball.Us ? " unread" : null)}{(Entry.IsOpen ? null : " left-view")}";

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

    private string Since() => Words.Format("ball." + Entry.Ball, Words.Time().Brief(Entry.BallSince));

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
        builder.OpenElement(3, "span");
        builder.AddAttribute(4, "class", "sub");
        builder.AddContent(5, Words[Entry.IsOpen ? "noclock" : "left"]);
        builder.CloseElement();
        builder.CloseElement();
    }

    // Built by hand: the cell that changes most often should cost the least, and its attributes are what the script counts from.
    private RenderFragment WithClock(NextClock clock) => builder =>
    {
        var reading = Words.Read(clock);
        var time = Words.Time();
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "clock-cell c-" + reading.State);
        builder.AddAttribute(2, "role", "gridcell");
        if (clock.DueAt is not null)
        {
            builder.AddAttribute(3, "data-left", (long)reading.Remaining.TotalSeconds);
            builder.AddAttribute(4, "data-asof", Words.Now.ToUnixTimeMilliseconds());
            builder.AddAttribute(5, "data-run", reading.IsRunning ? "1" : "0");
            builder.AddAttribute(6, "data-target", (long)clock.Target.TotalSeconds);
        }

        builder.OpenElement(7, "span");
        builder.AddAttribute(8, "class", "one");
        builder.OpenElement(9, "b");
        builder.AddContent(10, clock.DueAt is { } due ? time.Short(due) : "–");
        builder.CloseElement();
        builder.AddMarkupContent(11, " ");
        builder.OpenElement(12, "span");
        builder.AddAttribute(13, "class", "sub");
        builder.AddContent(14, Words.Of(clock.Kind));
        builder.CloseElement();
        builder.CloseElement();
        builder.OpenElement(15, "span");
        builder.AddAttribute(16, "class", "count");
        AddRest(builder, clock, reading, time);
        builder.CloseElement();
        builder.CloseElement();
    };

    private void AddRest(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder, NextClock clock, ClockReading reading, Components.Shared.ReaderTime time)
    {
        var paused = clock.DueAt is null ? Words["paused.customer"] : reading is { State: ClockState.Paused, ResumesAt: { } at } ? Words.Format("paused.until", time.Short(at)) : null;
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
}
