using System.Globalization;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Web.Cases.Acts.JudgeAnew;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;

namespace Helpdesk.Web.Supervision.JudgeAnew;

/// <summary>The open cases that the records of now judge otherwise, before and after; one act judges them anew (spec E5).</summary>
public sealed partial class JudgeAnewPage : IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private IReadOnlyList<JudgedOtherwise>? _cases;
    private HashSet<JudgedOtherwise> _chosen = [];
    private string? _refused;
    private string _reason = "";
    private bool _reasonMissing;
    private bool _busy;
    private int _done;
    private int _of;

    [Inject]
    private IStringLocalizer<JudgeAnewText> Text { get; set; } = null!;

    [Inject]
    private JudgedOtherwiseQuery Query { get; set; } = null!;

    [Inject]
    private JudgeAnewHandler Handler { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    public void Dispose()
    {
        Person.Changed -= OnPersonChanged;
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    protected override Task OnInitializedAsync()
    {
        // The browser tells the reader's zone once the page is there.
        Person.Changed += OnPersonChanged;
        return LoadAsync();
    }

    private void OnPersonChanged() => _ = InvokeAsync(StateHasChanged);

    private async Task LoadAsync()
    {
        var found = await Query.RunAsync(Person.Principal, _lifetime.Token);
        _cases = found.IsOk ? found.Value : null;
        _refused = found.IsOk ? null : Errors.Of(found.Errors);
        _chosen = [];
    }

    private string Of(Verdict verdict) => $"{Domain.Of(verdict.Kind)} · {Domain.Of(verdict.Tier)}";

    private string Shown(Instant? at) =>
        at is { } due ? new ReaderTime(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant()).Short(due) : "–";

    private async Task JudgeAsync()
    {
        _reasonMissing = string.IsNullOrWhiteSpace(_reason);
        if (_reasonMissing)
            return;
        (_busy, _done, _of) = (true, 0, _chosen.Count);
        var judged = 0;
        // The version that was looked at: a case that somebody went on with is left alone and named.
        foreach (var one in _chosen.ToList())
        {
            var done = await Handler.HandleAsync(one.Number, one.Version, new(_reason), Person.Principal);
            if (done.IsOk)
                judged++;
            else
                Snackbar.Add($"{one.Number}: {Errors.Of(done.Errors)}", MudBlazor.Severity.Error);
            _done++;
            StateHasChanged();
        }

        _busy = false;
        Snackbar.Add(Text["done", judged], MudBlazor.Severity.Success);
        await LoadAsync();
    }
}
