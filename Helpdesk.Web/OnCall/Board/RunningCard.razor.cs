using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Timeline;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.OnCall.Board;

/// <summary>One running Premium case with what can be done about it in one press.</summary>
public sealed partial class RunningCard
{
    private string? _refused;
    private bool _busy;
    private Owner? _takeOver;
    private string? _since;

    [Parameter, EditorRequired]
    public RunningCase Running { get; set; } = null!;

    /// <summary>When the readings were made; the script counts on from there.</summary>
    [Parameter]
    public Instant Now { get; set; }

    [Parameter, EditorRequired]
    public ReaderTime Time { get; set; } = null!;

    [Parameter]
    public bool IsOpen { get; set; }

    /// <summary>A link has led here.</summary>
    [Parameter]
    public bool Marked { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    private IStringLocalizer<OnCallText> Text { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private AcknowledgePageHandler Acknowledge { get; set; } = null!;

    [Inject]
    private TimelineWords Record { get; set; } = null!;

    [Inject]
    private CaseCommandRunner Runner { get; set; } = null!;

    [Inject]
    private OwnerSinceQuery OwnerSince { get; set; } = null!;

    private bool IsMine => Running.Entry.OwnerId == Person.Id;

    private string State =>
        Running.Page is not null ? "paging"
        : IsMine ? "mine"
        : "taken";

    private string Who()
    {
        if (Running.Page is { } page)
        {
            var asked = Text[
                "asked",
                string.Join(", ", page.Last.People.Select(p => p.Name)),
                page.Last.Number,
                Time.Short(page.Last.At)
            ].Value;
            return page.NextStepAt is { } next ? asked + " · " + Text["asked.next", Time.Short(next)].Value : asked;
        }

        return IsMine ? Text["owner.you"]
            : Running.Entry.OwnerName is { } owner ? Text["owner", owner]
            : Text["owner.nobody"];
    }

    // A page may run beside it: then whoever has it has done nothing for too long, and is named all the same.
    private string HeldWords(HeldCase held)
    {
        List<string> parts = [];
        if (held.Since is { } since)
            parts.Add(Text["held.since", held.Name, Time.Short(since)]);
        parts.Add(held.LastAct is { } act ? Text["held.last", Time.Short(act.At), Record.Said(act, Time)] : Text["held.nothing"]);
        if (held.AsksAt is { } at && Running.Page is null)
            parts.Add(Text["held.asks", Time.Short(at)]);
        return string.Join(" · ", parts);
    }

    private Task AcknowledgeAsync() => DoAsync(() => Acknowledge.HandleAsync(new(Running.Page!.Id), Person.Principal));

    // Whose it is stands on the card; taking it from them is asked about once more.
    private async Task TakeAsync()
    {
        if (Running.Entry is { OwnerId: { } owner, OwnerName: { } name })
        {
            _since = await OwnerSince.FindAsync(Running.Entry.Id, CancellationToken.None) is { } at ? Time.Short(at) : null;
            _takeOver = new(owner, name);
        }
        else
        {
            await TakeAsync(OwnerSeen.Nobody);
        }
    }

    private Task TakeAsync(OwnerSeen seen)
    {
        _takeOver = null;
        return DoAsync(() => Runner.RunAsync(Running.Entry.Number, null, new TakeCase(seen), Person.Principal, CancellationToken.None));
    }

    private async Task DoAsync(Func<Task<Result<QueueEntry>>> act)
    {
        _busy = true;
        try
        {
            var done = await act();
            _refused = done.IsOk ? null : Errors.Of(done.Errors);
        }
        finally
        {
            _busy = false;
        }

        // Refused or not: what stands here was old.
        await OnDone.InvokeAsync();
    }
}
