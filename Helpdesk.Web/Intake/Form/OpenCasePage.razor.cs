using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FluentValidation;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using MudBlazor;
using NodaTime;
using Severity = Helpdesk.Domain.Kernel.Severity;

namespace Helpdesk.Web.Intake.Form;

/// <summary>Where an agent types a case in while the customer is on the phone (spec I).</summary>
public sealed partial class OpenCasePage : IAsyncDisposable
{
    private readonly CaseForm _form = new();
    private readonly CultureInfo _culture = CultureInfo.CurrentUICulture;
    private FilePicker? _files;
    private DotNetObjectReference<OpenCasePage>? _self;
    private IJSObjectReference? _script;
    private IReadOnlyList<string> _lostFiles = [];
    private string? _said;
    private bool _restored;
    private bool _saving;
    private bool _tried;
    private bool _gone;

    [SupplyParameterFromQuery(Name = "serial")]
    private string? Serial { get; set; }

    [Inject]
    private OpenCaseHandler Handler { get; set; } = null!;

    [Inject]
    private CaseCommandRunner Runner { get; set; } = null!;

    [Inject]
    private PeopleDirectory People { get; set; } = null!;

    [Inject]
    private IValidator<OpenCaseRequest> Rules { get; set; } = null!;

    [Inject]
    private IOptions<IntakeOptions> Options { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords ErrorWords { get; set; } = null!;

    [Inject]
    private IStringLocalizer<OpenCaseText> Text { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private ILogger<OpenCasePage> Log { get; set; } = null!;

    private ReaderTime Time => new(Person.TimeZone, _culture, Clock.GetCurrentInstant());

    private Channel Channel => _form.Word<Channel>(CaseForm.Channel) ?? Channel.Phone;

    /// <summary>The phone is for Emergencies; less is taken, but said and noted (spec I1).</summary>
    private bool PhoneWarning => Channel == Channel.Phone && _form.Word<Severity>(CaseForm.Severity) > Severity.Emergency;

    private Instant? DueAt =>
        _form.Word<Severity>(CaseForm.Severity) is { } stated ? _preview?.Dues.FirstOrDefault(d => d.Stated == stated)?.DueAt : null;

    private int Answered =>
        CaseForm.Prompts.Count(p => _form[CaseForm.AnswerPrefix + p].Length > 0)
        + _form.Asked.Count(q => _form[CaseForm.NameOf(q)].Length > 0);

    private IEnumerable<(string, string)> Severities => Enum.GetValues<Severity>().Select(s => (s.ToString(), Domain.Of(s)));

    /// <summary>Ctrl+Enter anywhere in the form.</summary>
    [JSInvokable]
    public Task OnSave()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _culture;
        return SaveAsync();
    }

    [JSInvokable]
    public Task OnEscape() => LeaveAsync();

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        Person.Changed -= OnPersonChanged;
        await StopLookingAsync();
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("stop");
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its handlers with it.
        }

        _self?.Dispose();
    }

    protected override void OnInitialized()
    {
        _form.Changed += OnTyped;
        _form.Committed += OnCommitted;
        Person.Changed += OnPersonChanged;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _script = await Js.InvokeAsync<IJSObjectReference>("import", "./js/opencase.js");
        // The draft belongs to the person: somebody else at the same browser starts with an empty form.
        var draft = await _script.InvokeAsync<Dictionary<string, string>?>(
            "start",
            _self,
            Person.Id.ToString("N"),
            FormField.IdOf(CaseForm.Serial)
        );
        if (_gone)
            return;
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _culture;
        if (draft is not null)
            Restore(draft);
        // Who comes from a licence brings its serial; a draft that has one already is somebody's unfinished work.
        if (!string.IsNullOrWhiteSpace(Serial) && _form[CaseForm.Serial].Length == 0)
            _form.Type(CaseForm.Serial, Serial.Trim());
        StateHasChanged();
    }

    private void Restore(Dictionary<string, string> draft)
    {
        _lostFiles = draft.Remove("files", out var names) ? names.Split('\n') : [];
        _form.Restore(draft);
        AskOfProduct();
        _restored = true;
        LookSoon(serialToo: true);
    }

    // The zone decides how times read.
    private void OnPersonChanged() => _ = InvokeAsync(StateHasChanged);

    private void AskOfProduct() => _form.Ask(_form[CaseForm.Product], Catalogue.Find(_form[CaseForm.Product])?.Questions ?? []);

    private void OnTyped(string name)
    {
        if (name == CaseForm.Product)
            AskOfProduct();
        if (
            name
            is CaseForm.Serial
                or CaseForm.Product
                or CaseForm.Version
                or CaseForm.RequestType
                or CaseForm.WhereUsed
                or CaseForm.Email
                or CaseForm.Subject
                or CaseForm.Description
                or CaseForm.Language
        )
            LookSoon(serialToo: name == CaseForm.Serial);
        // Everything else but texts changes what other parts of the page show.
        if (
            name is CaseForm.Channel or CaseForm.Severity or CaseForm.Language or CaseForm.Owner or CaseForm.Product or CaseForm.RequestType
            || name.StartsWith(CaseForm.AnswerPrefix, StringComparison.Ordinal)
        )
            StateHasChanged();
    }

    // Once a save was refused, each mended field loses its mark when it is left.
    private void OnCommitted()
    {
        if (!_tried)
            return;
        Validate();
        StateHasChanged();
    }

    private OpenCaseRequest Validate()
    {
        var request = _form.ToRequest();
        Show([.. Rules.Validate(request).ToErrors(), .. WhereUsedMissing(request)]);
        return request;
    }

    // Of a question about the licence nobody asks where it is used (spec E4, E6).
    private IEnumerable<Error> WhereUsedMissing(OpenCaseRequest request) =>
        _form.AsksWhereUsed && request.UsedIn is null && request.RequestType?.IsNonTechnical() != true
            ? [new Error("value.required", CaseForm.WhereUsed)]
            : [];

    private void Show(IReadOnlyList<Error> errors)
    {
        _form.Errors =
        [
            .. errors
                .Where(e => e.Field is not null)
                .Select(e => new FormError(_form.FieldOf(e.Field!), ErrorWords.Of(e)))
                .DistinctBy(e => e.Field),
        ];
        _said = errors.Where(e => e.Field is null).ToList() is { Count: > 0 } general ? ErrorWords.Of(general) : null;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails, what was typed stays on the screen; it is logged.")]
    private Task FocusFieldAsync(string field) => FocusAsync(FormField.IdOf(field));

    private async Task FocusAsync(string id)
    {
        if (_script is not null && !_gone)
            await _script.InvokeVoidAsync("focus", id);
    }
}
