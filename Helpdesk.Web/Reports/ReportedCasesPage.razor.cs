using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Reports;

/// <summary>The cases behind one number of a report; each opens with its ledger.</summary>
public sealed partial class ReportedCasesPage
{
    private const int Shown = 500;

    private readonly CancellationTokenSource _gone = new();
    private ListAnswer? _list;
    private string? _said;

    [Inject]
    private IStringLocalizer<ReportsText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ReportsQuery Query { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    public void Dispose()
    {
        Navigation.LocationChanged -= OnMoved;
        Person.Changed -= OnPersonChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnMoved;
        Person.Changed += OnPersonChanged;
        return LoadAsync();
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private void OnPersonChanged() => Later();

    private void OnMoved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == ReportAddress.ListPage)
            Later(LoadAsync);
    }

    private async Task LoadAsync()
    {
        var read = ReportAddress.ReadList(QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query), Query.Today, Query.Zone);
        var list = read.IsOk
            ? await Query.RunAsync(read.Value, Shown, Person.Principal, _gone.Token)
            : Result<ListAnswer>.Refuse(read.Errors);
        (_list, _said) = list.IsOk ? (list.Value, (string?)null) : (null, Errors.Of(list.Errors));
    }
}
