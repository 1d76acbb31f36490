using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Commands;
using Helpdesk.Web.Components.Shared;
using Helpdesk.Web.Data;
using Helpdesk.Web.Identity;
using Helpdesk.Web.Live;
using Helpdesk.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using MudBlazor;
using NodaTime;

namespace Helpdesk.Web.Components.Cases;

/// <summary>One case beside the queue or on a page of its own: what it is, why it is due, what happened, what to do.</summary>
public sealed partial class CasePane : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentUICulture;
    private CaseRecord? _record;
    private bool _missing;
    private string? _said;
    private bool _gone;

    [Parameter, EditorRequired]
    public string Number { get; set; } = "";

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private CaseQuery Query { get; set; } = null!;

    [Inject]
    private CaseCommandRunner Runner { get; set; } = null!;

    [Inject]
    private PresenceBoard Presence { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<CaseText> Text { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Reads the case again; called when somebody changed it.</summary>
    public async Task ReloadAsync()
    {
        var record = await Query.FindAsync(Number, CancellationToken.None);
        if (_gone)
            return;
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _culture;
        (_record, _missing) = (record, record is null);
        StateHasChanged();
    }

    /// <summary>Takes the case for the reader.</summary>
    public Task TakeAsync() => RunAsync(new AssignCase(Person.Id, Person.DisplayName), Runner.RunAsync);

    public void Dispose()
    {
        _gone = true;
        if (_record is not null)
            Presence.Leave(this, _record.Case.Id);
    }

    protected override async Task OnInitializedAsync()
    {
        await ReloadAsync();
        if (_record is not null && !_gone)
            Presence.Enter(this, _record.Case.Id, new Presence(Person.Id, Person.DisplayName, false));
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    /// <summary>Runs a command on the version that is on the screen; true when it was done, so that its form can be emptied.</summary>
    private async Task<bool> RunAsync<TCommand>(TCommand command, Func<string, int?, TCommand, System.Security.Claims.ClaimsPrincipal, CancellationToken, Task<Result<QueueEntry>>> run)
        where TCommand : ICaseCommand
    {
        if (_record is null)
            return false;
        var done = await run(Number, _record.Case.Version, command, Person.Principal, CancellationToken.None);
        _said = done.IsOk ? null : done.Errors[0].Code == "case.changed" ? Text["changed"].Value : Errors.Of(done.Errors);
        if (done.IsOk)
            Snackbar.Add(Text["done"], MudBlazor.Severity.Success, o => o.VisibleStateDuration = 1500);
        await ReloadAsync();
        return done.IsOk;
    }

    private Task<bool> RunAsync(CaseAct act) => act.RunAsync(this);

    /// <summary>A command with its own type kept, so that the runner finds its rules.</summary>
    internal Task<bool> RunTypedAsync<TCommand>(TCommand command)
        where TCommand : ICaseCommand => RunAsync(command, Runner.RunAsync);

    private async Task CopyAsync()
    {
        await Js.InvokeVoidAsync("helpdesk.copy", Navigation.ToAbsoluteUri($"/cases/{Number}").ToString());
        Snackbar.Add(Text["copied"], MudBlazor.Severity.Info, o => o.VisibleStateDuration = 1500);
    }
}

/// <summary>Something the reader wants done to the case on the screen.</summary>
public abstract record CaseAct
{
    internal abstract Task<bool> RunAsync(CasePane pane);

    public static CaseAct Of<TCommand>(TCommand command)
        where TCommand : ICaseCommand => new Typed<TCommand>(command);

    private sealed record Typed<TCommand>(TCommand Command) : CaseAct
        where TCommand : ICaseCommand
    {
        internal override Task<bool> RunAsync(CasePane pane) => pane.RunTypedAsync(Command);
    }
}
