using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Web.Components.Shared;
using Helpdesk.Web.Data;
using Helpdesk.Web.Identity;
using Helpdesk.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Features.Reports;

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
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private PeopleDirectory People { get; set; } = null!;

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
        var list = read.IsOk ? await Query.RunAsync(read.Value, Shown, Person.Principal, _gone.Token) : Result<ListAnswer>.Refuse(read.Errors);
        (_list, _said) = list.IsOk ? (list.Value, (string?)null) : (null, Errors.Of(list.Errors));
    }

    /// <summary>Period and filters in words.</summary>
    private IEnumerable<string> Narrowed(ListQuestion question)
    {
        var (period, f) = (question.Period, question.Filter);
        if (question.Count != ReportCount.Open)
            yield return Text["period." + period.Kind] + $" {period.First:uuuu-MM-dd} – {period.Last:uuuu-MM-dd}";
        string?[] words =
        [
            f.Clock is { } clock ? Domain.Of(clock) : null, f.Tier is { } tier ? Domain.Of(tier) : null, f.Severity is { } severity ? Domain.Of(severity) : null,
            f.Product is { } product ? Catalogue.NameOf(product) + (f.Version is { } version ? " " + version : null) : f.Version,
            f.Engineer is { } engineer ? engineer.Length == 0 ? Domain["nobody"] : Guid.TryParse(engineer, out var id) && People.Find(id) is { } person ? person.DisplayName : Text["unknown-person"].Value : null,
            f.Team is { } team ? Text["team." + (team.Length == 0 ? ReportAddress.Nobody : team)].Value : null, f.Customer,
            f.Weekday is { } day ? CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName((DayOfWeek)((int)day % 7)) : null, f.Hour is { } hour ? $"{hour:00}:00–{hour:00}:59" : null,
            f.Reason is { } reason ? Domain.Of(reason) : null, f.Age is { } age ? Text["age." + age].Value : null, f.Took is { } took ? Text["took." + took].Value : null,
        ];
        foreach (var word in words.OfType<string>())
            yield return word;
    }
}
