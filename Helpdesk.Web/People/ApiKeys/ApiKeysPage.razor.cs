using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Administration;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;

namespace Helpdesk.Web.People.ApiKeys;

/// <summary>The keys that machines use: made, watched, revoked.</summary>
public sealed partial class ApiKeysPage : IDisposable
{
    private const string RowOff = "is-off";

    private readonly CancellationTokenSource _lifetime = new();
    private IReadOnlyList<ApiKeyRow> _keys = [];
    private string? _refused;

    [Inject]
    private IStringLocalizer<AdminText> Text { get; set; } = null!;

    [Inject]
    private IdentityWords Words { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private ApiKeysQuery Keys { get; set; } = null!;

    [Inject]
    private RevokeApiKeyHandler Revoke { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    public void Dispose()
    {
        Person.Changed -= OnPersonChanged;
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    protected override Task OnInitializedAsync()
    {
        Person.Changed += OnPersonChanged;
        return LoadAsync();
    }

    // The browser tells its zone after the first rendering.
    private void OnPersonChanged() => Later();

    private async Task LoadAsync()
    {
        var found = await Keys.RunAsync(Person.Principal, _lifetime.Token);
        if (found.IsOk)
            _keys = found.Value;
        else
            _refused = Words.Of(found.Errors[0]);
    }

    private async Task CreateAsync()
    {
        var dialog = await Dialogs.ShowAsync<ApiKeyDialog>(Text["Keys.New"]);
        if (await dialog.GetReturnValueAsync<NewApiKey>() is not { } key)
            return;
        await LoadAsync();
        var parameters = new DialogParameters<OnceDialog>
        {
            { d => d.Label, Text["Keys.Key"].Value },
            { d => d.Secret, key.Secret },
            { d => d.Explanation, Text["Keys.Once"].Value },
        };
        await Dialogs.ShowAsync<OnceDialog>(key.Name, parameters, OnceDialog.Options);
    }

    private async Task RevokeAsync(ApiKeyRow key)
    {
        var sure = await Dialogs.ShowMessageBoxAsync(
            Text["Keys.Revoke.Title", key.Name],
            Text["Keys.Revoke.Text"],
            yesText: Text["Keys.Revoke"],
            cancelText: Text["Cancel"]
        );
        if (sure != true)
            return;
        var done = await Revoke.HandleAsync(new RevokeApiKey(key.Id), Person.Principal, _lifetime.Token);
        if (done.IsOk)
            Snackbar.Add(Text["Keys.Revoke.Done", key.Name], MudBlazor.Severity.Success);
        else
            Snackbar.Add(Words.Of(done.Errors[0]), MudBlazor.Severity.Error);
        await LoadAsync();
    }
}
