using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Commands;
using Helpdesk.Web.Components.Shared;
using Helpdesk.Web.Data;
using Helpdesk.Web.Features.Call;
using Helpdesk.Web.Features.ChangeSeverity;
using Helpdesk.Web.Features.Close;
using Helpdesk.Web.Features.Reply;
using Helpdesk.Web.Features.Wait;
using Helpdesk.Web.Identity;
using Helpdesk.Web.Live;
using Helpdesk.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Components.Cases;

/// <summary>What can be done to the case now: only what the transition table allows in its state.</summary>
public sealed partial class CaseActions
{
    private static readonly (string Key, CaseAction Action)[] Acts =
    [
        ("call.reached", CaseAction.LogCall), ("call.missed", CaseAction.LogCall), ("callback", CaseAction.RequestCallback), ("customer", CaseAction.CustomerMessage),
        ("wait", CaseAction.WaitForCustomer), ("vendor", CaseAction.WaitForVendor), ("resume", CaseAction.Resume), ("solution", CaseAction.OfferSolution),
        ("resolve", CaseAction.Resolve), ("close", CaseAction.Close), ("reopen", CaseAction.Reopen),
    ];

    private IReadOnlyList<ClockChange> _preview = [];
    private Severity? _severity;
    private ClosingReason _closing;
    private string _reason = "", _actText = "", _detail = "", _text = "";
    private string? _act;
    private bool _isNote;

    [Parameter, EditorRequired]
    public CaseRecord Record { get; set; } = null!;

    /// <summary>Runs an act; true when it was done.</summary>
    [Parameter, EditorRequired]
    public Func<CaseAct, Task<bool>> Run { get; set; } = null!;

    /// <summary>What the last act was refused with; the texts typed here stay.</summary>
    [Parameter]
    public string? Said { get; set; }

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private PeopleDirectory People { get; set; } = null!;

    [Inject]
    private PresenceBoard Presence { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private IStringLocalizer<CaseText> Text { get; set; } = null!;

    private Case Case => Record.Case;

    private bool Can(CaseAction action) => CaseTransitions.Next(Case.Status, action) is not null;

    private async Task AssignAsync(ChangeEventArgs e)
    {
        var value = e.Value?.ToString();
        if (value == "-")
            await Run(CaseAct.Of(new UnassignCase()));
        else if (Guid.TryParse(value, out var id) && People.Find(id) is { } colleague)
            await Run(CaseAct.Of(new AssignCase(colleague.Id, colleague.DisplayName)));
    }

    // The same function shows the due times and saves them (spec S8).
    private void PreviewSeverity(ChangeEventArgs e)
    {
        _severity = Enum.TryParse<Severity>(e.Value?.ToString(), out var to) ? to : null;
        _preview = _severity is { } severity ? Case.PreviewSeverity(severity, new CaseContext(Clock.GetCurrentInstant(), Person.ToActor(), Programme)) : [];
    }

    private async Task SaveSeverityAsync()
    {
        if (await Run(CaseAct.Of(new DecideSeverity(_severity, _reason))))
            (_severity, _reason) = (null, "");
    }

    private void Choose(string? act) => _act = string.IsNullOrEmpty(act) ? null : act;

    private async Task DoAsync(string act)
    {
        var text = string.IsNullOrWhiteSpace(_actText) ? null : _actText;
        CaseAct command = act switch
        {
            "call.reached" => CaseAct.Of(new LogCall(CallDirection.Outgoing, true, text ?? "")),
            "call.missed" => CaseAct.Of(new LogCall(CallDirection.Outgoing, false, text ?? "")),
            "callback" => CaseAct.Of(new RequestCallback(null, null, text)),
            "customer" => CaseAct.Of(new RecordCustomerMessage(text ?? "")),
            "wait" => CaseAct.Of(new WaitForCustomer(text)),
            "vendor" => CaseAct.Of(new WaitForVendor(text)),
            "resume" => CaseAct.Of(new ResumeCase(text)),
            "solution" => CaseAct.Of(new OfferSolution(text ?? "")),
            "resolve" => CaseAct.Of(new ResolveCase(true, text)),
            "close" => CaseAct.Of(new CloseCase(_closing, string.IsNullOrWhiteSpace(_detail) ? null : _detail, text)),
            _ => CaseAct.Of(new ReopenCase(text)),
        };
        if (await Run(command))
            (_act, _actText, _detail) = (null, "", "");
    }

    private async Task SendAsync()
    {
        if (string.IsNullOrWhiteSpace(_text))
            return;
        if (await Run(_isNote ? CaseAct.Of(new AddNote(_text)) : CaseAct.Of(new ReplyToCustomer(_text))))
            _text = "";
    }

    // Ctrl+Enter sends, Enter never does; a key that an input method is still using is not ours.
    private Task OnKeyAsync(KeyboardEventArgs e) => e is { Key: "Enter", CtrlKey: true, IsComposing: false } ? SendAsync() : Task.CompletedTask;

    private void Writing(bool writing) => Presence.Enter(this, Case.Id, new Presence(Person.Id, Person.DisplayName, writing));

    private string Shown(Instant? at) => at is { } due ? new ReaderTime(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant()).Short(due) : "–";
}
