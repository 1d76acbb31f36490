using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Helpdesk.Web.Customers.Import.Pages;

/// <summary>Records from files: choose, match, look, apply; and what was imported earlier.</summary>
public sealed partial class ImportPage : IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private ReceivedFile? _file;
    private IImportKind? _kind;
    private string?[] _matching = [];
    private ImportPreview? _preview;
    private ImportList? _list;
    private string? _refused;
    private string? _said;
    private bool _busy;
    private bool _stop;

    /// <summary>The file that is looked at: it survives a reload.</summary>
    [SupplyParameterFromQuery(Name = "file")]
    private Guid? FileId { get; set; }

    [Inject]
    private IStringLocalizer<ImportText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ImportHandlers Handlers { get; set; } = null!;

    [Inject]
    private ImportKinds Kinds { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    // What is unchanged needs no import, and what is refused has none.
    private int Takes => _preview is { } p ? p.Counts.New + p.Counts.Changed : 0;

    public void Dispose()
    {
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (FileId is not { } id)
            return;
        var found = await Handlers.FindAsync(id, Person.Principal, _lifetime.Token);
        if (found.IsOk)
            Show(found.Value);
    }

    private static string KindWord(string kind) => ImportColumns.KindWord(kind, CultureInfo.CurrentUICulture);

    private static string Count(int number) => number.ToString("N0", CultureInfo.CurrentUICulture);

    private void Show(ReceivedFile file) => (_file, _kind, _matching, _preview) = (file, file.Kind, [.. file.Matching], null);

    private async Task ReceiveAsync(IBrowserFile? chosen)
    {
        if (chosen is null)
            return;
        await BusyAsync(async () =>
        {
            if (chosen.Size > ImportFiles.MostBytes)
            {
                _refused = Errors.Of(new Error("sheet.too-large", null, ImportFiles.MostBytes / (1024 * 1024)));
                return;
            }

            await using var content = chosen.OpenReadStream(ImportFiles.MostBytes, _lifetime.Token);
            var received = await Handlers.ReceiveAsync(content, chosen.Name, Person.Principal, _lifetime.Token);
            if (!Say(received.Errors))
                return;
            Show(received.Value);
            Remember(received.Value.Id);
        });
    }

    private async Task ChooseKindAsync(string name)
    {
        (_kind, _preview) = (Kinds.Find(name), null);
        if (_kind is null || _file is null)
            return;
        var proposed = await Handlers.ProposeAsync(_kind, _file.Headings, Person.Principal, _lifetime.Token);
        if (Say(proposed.Errors))
            _matching = [.. proposed.Value];
    }

    private void Rematched() => _preview = null;

    private Task CheckAsync() =>
        BusyAsync(async () =>
        {
            var (file, kind) = (_file!, _kind!);
            var preview = await Handlers.PreviewAsync(file.Id, kind, _matching, Progress, Person.Principal, _lifetime.Token);
            _said = null;
            if (Say(preview.Errors))
                _preview = preview.Value;
        });

    // It is told from the thread that reads.
    private void Progress(int rows) =>
        Later(() =>
        {
            if (_busy)
                _said = Text["checking", Count(rows), Count(_file?.Rows ?? 0)];
        });

    private Task ApplyAsync() =>
        BusyAsync(async () =>
        {
            if (!Say((await Handlers.ApplyAsync(_file!.Id, _stop, Person.Principal)).Errors))
                return;
            Forget();
            Snackbar.Add(Text["started"], MudBlazor.Severity.Success);
            await _list!.LoadAsync();
        });

    private Task DiscardAsync() =>
        BusyAsync(async () =>
        {
            if (Say((await Handlers.DiscardAsync(_file!.Id, Person.Principal)).Errors))
                Forget();
        });

    private void Forget()
    {
        (_file, _kind, _preview, _matching, _said) = (null, null, null, [], null);
        Remember(null);
    }

    private void Remember(Guid? file) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("file", file), forceLoad: false, replace: true);

    private bool Say(IReadOnlyList<Error> errors)
    {
        _refused = errors.Count == 0 ? null : Errors.Of(errors);
        return errors.Count == 0;
    }

    private async Task BusyAsync(Func<Task> act)
    {
        if (_busy)
            return;
        (_busy, _refused) = (true, null);
        try
        {
            await act();
        }
        finally
        {
            _busy = false;
        }
    }
}
