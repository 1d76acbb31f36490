using System.Collections.Concurrent;
using System.Collections.Immutable;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>A page that nobody has acknowledged yet, as screens show it.</summary>
public sealed record OpenPage(
    Guid Id,
    long CaseId,
    string CaseNumber,
    PageCause Cause,
    Instant OpenedAt,
    Instant? NextStepAt,
    IReadOnlyList<OpenStep> Steps
)
{
    public OpenStep Last => Steps[^1];

    /// <summary>The last step that asked a person, or null when none did.</summary>
    public OpenStep? StepOf(Guid person) => Steps.LastOrDefault(step => step.People.Any(p => p.Id == person));

    public static OpenPage Of(Page page) =>
        new(
            page.Id,
            page.CaseId,
            page.Case.Number,
            page.Cause,
            page.OpenedAt,
            page.NextStepAt,
            [
                .. page
                    .Steps.OrderBy(s => s.Number)
                    .Select(s => new OpenStep(s.Number, s.Stage, s.At, [.. s.Asks.Select(a => (a.PersonId, a.Person))])),
            ]
        );
}

public sealed record OpenStep(int Number, PageStage Stage, Instant At, IReadOnlyList<(Guid Id, string Name)> People);

/// <summary>The open pages in memory, for every screen: who is asked, and who has a screen to be asked on.</summary>
public sealed class OpenPages(ILogger<OpenPages> log)
{
    private readonly Listeners _listeners = new(log);
    private readonly ConcurrentDictionary<Guid, int> _screens = new();
    private ImmutableDictionary<Guid, OpenPage> _open = ImmutableDictionary<Guid, OpenPage>.Empty;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<OpenPage> Open => [.. _open.Values.OrderBy(p => p.OpenedAt)];

    public OpenPage? Of(long caseId) => _open.Values.FirstOrDefault(p => p.CaseId == caseId);

    /// <summary>What a person was asked to take, oldest first.</summary>
    public IReadOnlyList<OpenPage> For(Guid person) => [.. Open.Where(p => p.StepOf(person) is not null)];

    /// <summary>Takes over what the database holds at start.</summary>
    public void Load(IEnumerable<Page> pages)
    {
        _open = pages.Select(OpenPage.Of).ToImmutableDictionary(p => p.Id);
        _listeners.Tell();
    }

    /// <summary>Takes over what was committed.</summary>
    public void Put(IEnumerable<Page> pages)
    {
        foreach (var page in pages)
        {
            var shown = page.EndedAt is null ? OpenPage.Of(page) : null;
            ImmutableInterlocked.Update(
                ref _open,
                (all, one) => one.Shown is null ? all.Remove(one.Id) : all.SetItem(one.Id, one.Shown),
                (page.Id, Shown: shown)
            );
        }

        _listeners.Tell();
    }

    public IDisposable Subscribe(Action onChange) => _listeners.Add(onChange);

    /// <summary>Says that a person has the console open, until the answer is disposed of.</summary>
    public IDisposable Enter(Guid person)
    {
        _screens.AddOrUpdate(person, 1, (_, count) => count + 1);
        return new DisposeAction(() => _screens.AddOrUpdate(person, 0, (_, count) => count - 1));
    }

    public bool HasScreen(Guid person) => _screens.GetValueOrDefault(person) > 0;
}

/// <summary>Rung after a commit that brought, carried on or ended a page.</summary>
public sealed class PageSignal : IDisposable
{
    private readonly SemaphoreSlim _steps = new(0),
        _hooks = new(0);

    public void Ring()
    {
        if (_steps.CurrentCount == 0)
            _steps.Release();
        if (_hooks.CurrentCount == 0)
            _hooks.Release();
    }

    public Task StepsHeardAsync(CancellationToken cancellation) => _steps.WaitAsync(cancellation);

    public Task HooksHeardAsync(CancellationToken cancellation) => _hooks.WaitAsync(cancellation);

    public void Dispose()
    {
        _steps.Dispose();
        _hooks.Dispose();
    }
}
