using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>What the programme promises, by version; changed in three steps: typed in, looked at, put into force.</summary>
public sealed partial class ProgrammePage : IDisposable
{
    private static readonly LocalDateTimePattern s_typed = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    private readonly CancellationTokenSource _lifetime = new();
    private Dictionary<string, string> _errors = [];
    private ProgrammeDraft? _draft;
    private ProgrammePreview? _preview;
    private int _basedOn;
    private int? _percent;
    private string? _said;
    private string _reason = "";
    private string? _reasonWrong;
    private string _validFrom = "";
    private string? _timeWrong;
    private bool? _atOnce;
    private bool _busy;

    [Inject]
    private IStringLocalizer<ProgrammeText> Text { get; set; } = null!;

    [Inject]
    private ProgrammeBook Book { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private ProgrammePreviews Previews { get; set; } = null!;

    [Inject]
    private ProgrammeHandlers Handlers { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ProgrammeWords Words { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private ProgrammeVersion InForce => Book.InForce!;

    private bool MayChange => Person.IsIn(Policies.Administer);

    public void Dispose()
    {
        Person.Changed -= Later;
        Book.Changed -= Later;
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    protected override void OnInitialized()
    {
        Person.Changed += Later;
        // A version that somebody else makes, or whose time comes, is shown at once.
        Book.Changed += Later;
    }

    private void Begin(ProgrammeContent content)
    {
        Cancel();
        (_draft, _basedOn) = (ProgrammeDraft.Of(content, CultureInfo.CurrentUICulture), InForce.Number);
    }

    private void Cancel()
    {
        (_draft, _preview, _said, _errors) = (null, null, null, []);
        (_reason, _reasonWrong, _validFrom, _timeWrong, _atOnce) = ("", null, "", null, null);
    }

    // What was counted is not what is typed in any more.
    private void Edited() => (_preview, _said) = (null, null);

    private async Task PreviewAsync()
    {
        (_busy, _preview, _said, _errors, _percent) = (true, null, null, [], 0);
        try
        {
            var done = await Previews.RunAsync(_draft!.ToContent(), Person.Principal, new Telling(Tell), _lifetime.Token);
            if (done.IsOk)
                _preview = done.Value;
            else
                Show(done.Errors);
        }
        catch (OperationCanceledException) when (_lifetime.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            (_busy, _percent) = (false, null);
        }
    }

    private async Task PutAsync()
    {
        (_reasonWrong, _timeWrong, _said) = (null, null, null);
        if (_atOnce is not { } atOnce)
            return;
        Instant? at = null;
        if (!atOnce)
        {
            if (s_typed.Parse(_validFrom) is not { Success: true, Value: var local })
            {
                _timeWrong = Text["validFrom.missing"];
                return;
            }

            at = local.InZoneLeniently(Programme.Zone).ToInstant();
        }

        _busy = true;
        var done = await Handlers.HandleAsync(new PutProgramme(_draft!.ToContent(), at, _reason, _basedOn), Person.Principal);
        _busy = false;
        if (!done.IsOk)
        {
            Show(done.Errors);
            return;
        }

        Snackbar.Add(Text[atOnce ? "done" : "done.planned", done.Value], MudBlazor.Severity.Success);
        Cancel();
    }

    private async Task WithdrawAsync(ProgrammeVersion version)
    {
        var done = await Handlers.HandleAsync(new WithdrawProgramme(version.Number), Person.Principal);
        if (done.IsOk)
            Snackbar.Add(Text["withdrawn", version.Number], MudBlazor.Severity.Success);
        else
            Snackbar.Add(Errors.Of(done.Errors), MudBlazor.Severity.Error);
    }

    private void Show(IReadOnlyList<Error> errors)
    {
        var rest = new List<Error>();
        foreach (var error in errors)
        {
            if (error.Field == "reason")
                _reasonWrong = Errors.Of(error);
            else if (error.Field == "validFrom")
                _timeWrong = Errors.Of(error);
            else if (error.Field?.StartsWith(ProgrammeOptions.Section + ":", StringComparison.Ordinal) == true)
                _errors[error.Field[(ProgrammeOptions.Section.Length + 1)..]] = Errors.Of(error);
            else
                rest.Add(error);
        }

        _said =
            rest.Count > 0 ? Errors.Of(rest)
            : _errors.Count > 0 ? Text["wrong", _errors.Count].Value
            : null;
    }

    private void Tell(int percent) => Later(() => _percent = _busy ? percent : null);

    private string Long(Instant at) =>
        new ReaderTime(Programme.Zone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant()).Long(at) + " " + Programme.Zone.Id;

    private string Short(Instant at) => new ReaderTime(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant()).Short(at);

    /// <summary>Tells at once, on whatever thread counts.</summary>
    private sealed class Telling(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
