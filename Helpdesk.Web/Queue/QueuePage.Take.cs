using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Commands;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Helpdesk.Web.Queue;

/// <content>
/// Taking cases, one or many: those that nobody has at once, those of a colleague after a question; what became of each (spec H1).
/// </content>
public sealed partial class QueuePage
{
    private TakeOver? _takeOver;
    private Report? _report;

    [Inject]
    private ManyCases Many { get; set; } = null!;

    [Inject]
    private OwnerSinceQuery OwnerSince { get; set; } = null!;

    [Inject]
    private OwnerUndo Undo { get; set; } = null!;

    private Task TakeSelectedAsync() =>
        _screen!.Selected is { } id && _screen.Row(id) is { } entry ? TakeAsync([entry], alone: true) : Task.CompletedTask;

    private Task TakePickedAsync() => TakeAsync(Picked(), alone: false);

    private Task UnassignPickedAsync() => RunAsync(Picked(), new UnassignMany(), "report.back", alone: false);

    // What a search or a view hides is neither touched nor forgotten.
    private IReadOnlyList<QueueEntry> Picked()
    {
        var picked = _screen!.PickedRows;
        _screen.Picked.ExceptWith(picked.Select(e => e.Id));
        _ = RefreshAsync();
        return picked;
    }

    // The rows as they are on the screen are what the reader decided on: the case itself says whether they hold still.
    private async Task TakeAsync(IReadOnlyList<QueueEntry> seen, bool alone)
    {
        var theirs = seen.Where(IsAColleagues).ToList();
        (_report, _takeOver) = (null, null);
        if (theirs.Count > 0)
            _takeOver = new(seen, theirs, alone, await SinceAsync(seen));
        else
            await RunAsync(seen, new TakeMany(), "report.taken", alone);
    }

    private async Task<string?> SinceAsync(IReadOnlyList<QueueEntry> seen) =>
        seen.Count == 1 && await OwnerSince.FindAsync(seen[0].Id, _gone.Token) is { } at ? _words.Time().Short(at) : null;

    private bool IsAColleagues(QueueEntry entry) =>
        entry.OwnerId is { } owner && owner != Person.Id && CaseTransitions.Next(entry.Status, CaseAction.Assign) is not null;

    private Task TakeOverAsync(IReadOnlyList<QueueEntry> cases)
    {
        var alone = _takeOver is { Alone: true };
        _takeOver = null;
        return RunAsync(cases, new TakeMany(), "report.taken", alone);
    }

    private async Task RunAsync(IReadOnlyList<QueueEntry> cases, IManyCommand command, string done, bool alone)
    {
        var report = await Many.RunAsync(cases, command, Person.Principal, _gone.Token);
        if (!alone)
            _report = new(report, Text[done]);
        else if (report.Lines[0].Refused is { } refused)
            Snackbar.Add($"{report.Lines[0].Number}: {refused}", MudBlazor.Severity.Warning);
        else
            Undo.Offer(cases[0].Number, report.Lines[0].Before, new(Person.Id, Person.DisplayName), () => Task.CompletedTask);
    }

    /// <summary>The question before a colleague's cases are taken.</summary>
    /// <param name="All">The rows as the reader saw them.</param>
    /// <param name="Alone">One row by its key, not picked ones: no report is made of it.</param>
    private sealed record TakeOver(IReadOnlyList<QueueEntry> All, IReadOnlyList<QueueEntry> Theirs, bool Alone, string? Since)
    {
        public IReadOnlyList<QueueEntry> Free => [.. All.Except(Theirs)];

        public string Names => string.Join(", ", Theirs.Take(5).Select(e => $"{e.Number} {e.OwnerName}")) + (Theirs.Count > 5 ? " …" : "");
    }

    private sealed record Report(ManyReport What, string Done);
}
