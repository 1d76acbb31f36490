using System.Globalization;
using Helpdesk.Domain.Branding;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;

namespace Helpdesk.Web.Branding;

/// <summary>What customers see of the house: name, logo, colours, sender, footer and policy (spec U4).</summary>
public sealed partial class BrandingPage : IDisposable
{
    // Long enough to read what was done and to think better of it.
    private const int UndoMilliseconds = 12_000;

    private const string Said = "branding";

    private BrandWords _words = new();
    private BrandOpened? _opened;
    private (string Name, byte[] Bytes)? _picked;
    private IReadOnlyList<Error> _errors = [];
    private string? _refused;
    private string? _said;
    private bool _isOutdated;
    private bool _busy;

    [Inject]
    private BrandHandlers Handlers { get; set; } = null!;

    [Inject]
    private Brand Brand { get; set; } = null!;

    [Inject]
    private IStringLocalizer<BrandingText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool IsDirty => _opened is { } opened && (_picked is not null || Plain(_words) != Plain(opened.Words));

    public void Dispose() => Person.Changed -= OnPersonChanged;

    protected override Task OnInitializedAsync()
    {
        // The browser tells the reader's zone once the page is there.
        Person.Changed += OnPersonChanged;
        return OpenAsync();
    }

    private void OnPersonChanged() => _ = InvokeAsync(StateHasChanged);

    private async Task OpenAsync()
    {
        var opened = await Handlers.OpenAsync(Person.Principal, CancellationToken.None);
        if (!opened.IsOk)
        {
            _refused = Errors.Of(opened.Errors);
            return;
        }

        (_opened, _words, _picked, _errors) = (opened.Value, opened.Value.Words, null, []);
        (_said, _isOutdated) = (null, false);
    }

    private async Task PickAsync(IBrowserFile? file)
    {
        if (file is null)
            return;
        _errors = [.. _errors.Where(error => error.Field != "logo")];
        if (file.Size > BrandLogo.MostBytes)
        {
            _errors = [.. _errors, new("branding.logo-large", "logo", BrandLogo.MostBytes / 1024, (file.Size + 1023) / 1024)];
            return;
        }

        await using var content = file.OpenReadStream(BrandLogo.MostBytes);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        var read = BrandLogo.Read(bytes.ToArray(), file.Name);
        if (read.IsOk)
            _picked = (file.Name, bytes.ToArray());
        else
            _errors = [.. _errors, .. read.Errors];
    }

    private void TakeLogoOff() => (_picked, _words) = (null, _words with { LogoHash = null });

    private Task SaveAsync() =>
        DoAsync(version => Handlers.HandleAsync(new SaveBrand(version, _words, _picked?.Bytes), Person.Principal), "saved");

    private Task RestoreAsync(int earlier) =>
        DoAsync(version => Handlers.HandleAsync(new RestoreBrand(earlier, version), Person.Principal), "restored");

    private async Task DoAsync(Func<int, Task<Result<int>>> act, string said)
    {
        if (_busy || _opened is null)
            return;
        _busy = true;
        var before = _opened.Version;
        var done = await act(before);
        (_busy, _errors) = (false, done.Errors);
        if (!done.IsOk)
        {
            (_said, _isOutdated) = (
                done.Errors.All(e => e.Field is not null) ? Text["mend"] : Errors.Of(done.Errors.Where(e => e.Field is null)),
                done.Errors.Any(e => e.Kind == ErrorKind.Changed)
            );
            return;
        }

        await OpenAsync();
        Say(said, done.Value > before ? before : null);
    }

    private void Say(string said, int? undoTo)
    {
        Snackbar.RemoveByKey(Said);
        Snackbar.Add(
            Text[undoTo is null ? "same" : said],
            MudBlazor.Severity.Success,
            options =>
            {
                if (undoTo is not { } version)
                    return;
                options.Action = Text["undo"];
                options.ActionColor = Color.Inherit;
                options.VisibleStateDuration = UndoMilliseconds;
                options.OnClick = _ => InvokeAsync(() => UndoAsync(version));
            },
            Said
        );
    }

    private async Task UndoAsync(int version)
    {
        await RestoreAsync(version);
        StateHasChanged();
    }

    private string Ratio(ScreenTheme theme)
    {
        var light = Colour.TryParse(_words.Accent, out var accent) ? accent : (Colour?)null;
        var colour =
            theme == ScreenTheme.Light ? light
            : Colour.TryParse(_words.DarkAccent, out var dark) ? dark
            : light is { } made ? Accent.ForDark(made)
            : (Colour?)null;
        return colour is { } shown ? Text["ratio." + theme, shown.ToString(), AccentRules.Said(shown, theme)] : Text["ratio.none"];
    }

    private string? ErrorOf(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Errors.Of(error) : null;

    private string At(Instant at) => new ReaderTime(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant()).Long(at);
}
