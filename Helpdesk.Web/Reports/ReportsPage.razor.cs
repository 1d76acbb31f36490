using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Reports;

/// <summary>
/// How the centre does, for supervisors (spec U2): the whole question stands in the address, every number opens the cases behind it.
/// </summary>
public sealed partial class ReportsPage
{
    /// <summary>How many misses the page lists; the file has all.</summary>
    private const int MissesShown = 200;

    private readonly CancellationTokenSource _gone = new();
    private ReportQuestion? _question;
    private ReportAnswer? _answer;
    private ListAnswer? _misses;
    private ReportChoices? _choices;
    private string? _said;
    private bool _busy;

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

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnMoved;
        Person.Changed += OnPersonChanged;
        await LoadAsync();
        _choices = await Query.ChoicesAsync(Person.Principal, _gone.Token);
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    // The browser tells its zone after the first rendering.
    private void OnPersonChanged() => Later();

    private void OnMoved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == ReportAddress.Page)
            Later(LoadAsync);
    }

    private async Task LoadAsync()
    {
        var query = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        var read = ReportAddress.Read(
            query.GetValueOrDefault("report").ToString() is { Length: > 0 } name ? name : null,
            query,
            Query.Today,
            Query.Zone
        );
        if (!read.IsOk)
        {
            (_said, _answer) = (Errors.Of(read.Errors), null);
            return;
        }

        // Another report begins empty; the same one, asked otherwise, stays until its answer is there.
        if (_question?.Name != read.Value.Name)
            (_answer, _misses) = (null, null);
        (_question, _busy, _said) = (read.Value, true, null);
        StateHasChanged();
        var answer = await Query.RunAsync(read.Value, Person.Principal, _gone.Token);
        var misses =
            read.Value.Name == ReportName.Misses
                ? await Query.RunAsync(
                    new ListQuestion(ReportCount.Missed, read.Value.Period, read.Value.Filter),
                    MissesShown,
                    Person.Principal,
                    _gone.Token
                )
                : default;
        // Meanwhile somebody may have asked for something else.
        if (_question != read.Value)
            return;
        _busy = false;
        if (answer.IsOk)
            (_answer, _misses) = (answer.Value, read.Value.Name == ReportName.Misses && misses.IsOk ? misses.Value : null);
        else
            (_said, _answer) = (Errors.Of(answer.Errors), null);
    }

    private void Go(ReportQuestion question)
    {
        // At once: the next change may come before the address has moved, and must build on this one.
        _question = question;
        Navigation.NavigateTo(ReportAddress.Of(question));
    }

    /// <summary>Another report of the same period and filters.</summary>
    private string Other(ReportName name) =>
        _question is { } now
            ? ReportAddress.Of(
                now with
                {
                    Name = name,
                    By = ReportQuestion.Ways(name).Contains(now.By) && now.Name == name ? now.By : ReportQuestion.Ways(name)[0],
                }
            )
            : ReportAddress.Page + "?report=" + ReportAddress.Word(name);
}
