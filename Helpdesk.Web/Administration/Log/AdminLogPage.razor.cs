using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Administration.Log;

/// <summary>Who administered what, newest first; nobody can change it here or in the database.</summary>
public sealed partial class AdminLogPage : IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource _lifetime = new();
    private IReadOnlyList<AdminLogRow> _rows = [];
    private bool _hasOlder;
    private string? _search;
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
    private AdminLogQuery Log { get; set; } = null!;

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
        return LoadAsync(null);
    }

    // The browser tells its zone after the first rendering.
    private void OnPersonChanged() => Later();

    private Task SearchAsync(string? text)
    {
        _search = text;
        return LoadAsync(null);
    }

    private Task OlderAsync() => LoadAsync(_rows[^1].Id);

    private async Task LoadAsync(long? before)
    {
        var search = _search;
        List<string> acts = string.IsNullOrWhiteSpace(search)
            ? []
            : [.. AdminActs.All.Where(act => ActText(act).Contains(search.Trim(), StringComparison.CurrentCultureIgnoreCase))];
        // One more than shown tells whether there are older ones.
        var found = await Log.RunAsync(new(search, acts, before, PageSize + 1), Person.Principal, _lifetime.Token);
        // Whoever types on is waiting for a later answer.
        if (search != _search)
            return;
        if (!found.IsOk)
        {
            _refused = Words.Of(found.Errors[0]);
            return;
        }

        _hasOlder = found.Value.Count > PageSize;
        var page = found.Value.Take(PageSize);
        _rows = [.. before is null ? page : _rows.Concat(page)];
    }

    private string ActText(string action) => Text["Log." + action];

    private string By(AdminLogRow row) => row.ActorKind == ActorKind.System ? Text["Log.By." + row.ActorName] : row.ActorName;

    private string Values(KeyValuePair<string, IReadOnlyList<string>> detail) =>
        detail.Key is "roles" or "given" or "taken" ? Words.Roles(detail.Value)
        : detail.Key == "fields" ? string.Join(", ", detail.Value.Select(field => Text["Log.f." + field]))
        : string.Join(", ", detail.Value);
}
