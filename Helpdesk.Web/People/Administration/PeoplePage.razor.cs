using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Administration;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Helpdesk.Web.People.Administration;

/// <summary>The people of the console: who may enter, and as what.</summary>
public sealed partial class PeoplePage : IDisposable
{
    private const string RowOff = "is-off";

    private readonly CancellationTokenSource _lifetime = new();
    private IReadOnlyList<PersonRow> _people = [];
    private string? _search;
    private string? _refused;

    [Inject]
    private IStringLocalizer<AdminText> Text { get; set; } = null!;

    [Inject]
    private IdentityWords Words { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private PeopleQuery People { get; set; } = null!;

    [Inject]
    private SwitchPersonHandler Switch { get; set; } = null!;

    [Inject]
    private UnlockPersonHandler Unlock { get; set; } = null!;

    [Inject]
    private PasswordLinkHandler Links { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    public void Dispose()
    {
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    protected override Task OnInitializedAsync() => LoadAsync();

    private static bool IsOff(PersonRow person) => person.State is PersonState.Disabled or PersonState.DemoOff;

    private static string? StateClass(PersonState state) =>
        state switch
        {
            PersonState.Active or PersonState.Invited => "in",
            PersonState.Locked => "locked",
            _ => null,
        };

    private bool IsFound(PersonRow person) =>
        string.IsNullOrWhiteSpace(_search)
        || person.DisplayName.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase)
        || person.UserName.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase);

    private async Task LoadAsync()
    {
        var found = await People.RunAsync(Person.Principal, _lifetime.Token);
        if (found.IsOk)
            _people = found.Value;
        else
            _refused = Words.Of(found.Errors[0]);
    }

    private async Task CreateAsync()
    {
        var dialog = await Dialogs.ShowAsync<PersonDialog>(Text["People.New"]);
        if (await dialog.GetReturnValueAsync<PasswordLink>() is not { } link)
            return;
        await LoadAsync();
        await ShowLinkAsync(link);
    }

    private async Task ChangeAsync(PersonRow person)
    {
        var parameters = new DialogParameters<PersonDialog> { { d => d.Person, person } };
        var dialog = await Dialogs.ShowAsync<PersonDialog>(Text["Change.Title", person.DisplayName], parameters);
        if (await dialog.GetReturnValueAsync<bool>())
            await DoneAsync("Done.Changed", person);
    }

    private async Task ChangeRolesAsync(PersonRow person)
    {
        var parameters = new DialogParameters<RolesDialog> { { d => d.Person, person } };
        var dialog = await Dialogs.ShowAsync<RolesDialog>(Text["RolesOf", person.DisplayName], parameters);
        if (await dialog.GetReturnValueAsync<bool>())
            await DoneAsync("Done.Roles", person);
    }

    private async Task SwitchAsync(PersonRow person, bool enabled)
    {
        var sure =
            enabled
            || await Dialogs.ShowMessageBoxAsync(
                Text["Disable.Title", person.DisplayName],
                Text["Disable.Text"],
                yesText: Text["Action.Disable"],
                cancelText: Text["Cancel"]
            ) == true;
        if (sure)
            await AnswerAsync(
                await Switch.HandleAsync(new SwitchPerson(person.Id, enabled), Person.Principal, _lifetime.Token),
                enabled ? "Done.Enabled" : "Done.Disabled",
                person
            );
    }

    private async Task UnlockAsync(PersonRow person) =>
        await AnswerAsync(
            await Unlock.HandleAsync(new UnlockPerson(person.Id), Person.Principal, _lifetime.Token),
            "Done.Unlocked",
            person
        );

    private async Task MakeLinkAsync(PersonRow person)
    {
        var made = await Links.HandleAsync(new MakePasswordLink(person.Id), Person.Principal, _lifetime.Token);
        if (made.IsOk)
            await ShowLinkAsync(made.Value);
        else
            Snackbar.Add(Words.Of(made.Errors[0]), MudBlazor.Severity.Error);
    }

    private Task ShowLinkAsync(PasswordLink link)
    {
        var parameters = new DialogParameters<OnceDialog>
        {
            { d => d.Label, Text["Link.Label"].Value },
            { d => d.Secret, Navigation.ToAbsoluteUri(link.Path).AbsoluteUri },
            { d => d.Explanation, Text["Link.Text", link.DisplayName].Value },
        };
        return Dialogs.ShowAsync<OnceDialog>(Text["Link.Title", link.DisplayName], parameters, OnceDialog.Options);
    }

    private Task AnswerAsync(Result<bool> result, string done, PersonRow person)
    {
        if (result.IsOk)
            return DoneAsync(done, person);
        Snackbar.Add(Words.Of(result.Errors[0]), MudBlazor.Severity.Error);
        return Task.CompletedTask;
    }

    private async Task DoneAsync(string done, PersonRow person)
    {
        Snackbar.Add(Text[done, person.DisplayName], MudBlazor.Severity.Success);
        await LoadAsync();
    }
}
