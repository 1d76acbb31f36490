using System.Globalization;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.ServiceLevels.Calendars;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>The calendars by which promises count, with their versions (spec P14).</summary>
public sealed partial class CalendarsPage : IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private IReadOnlyList<CalendarRow> _rows = [];
    private string? _refused;

    [Inject]
    private CalendarsQuery Query { get; set; } = null!;

    [Inject]
    private ServiceTimes Times { get; set; } = null!;

    [Inject]
    private IStringLocalizer<CalendarsText> Text { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool MayChange => Person.IsIn(Policies.Administer);

    private string NameOf(BusinessCalendar calendar) => CalendarNames.Of(Domain, Programme, calendar.Id);

    public void Dispose()
    {
        Person.Changed -= OnPersonChanged;
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Person.Changed += OnPersonChanged;
        var found = await Query.RunAsync(Person.Principal, _lifetime.Token);
        _rows = found.IsOk ? found.Value : [];
        _refused = found.IsOk ? null : Errors.Of(found.Errors);
    }

    private void OnPersonChanged() => _ = InvokeAsync(StateHasChanged);

    private string At(Instant at) => new ReaderTime(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant()).Long(at);
}
