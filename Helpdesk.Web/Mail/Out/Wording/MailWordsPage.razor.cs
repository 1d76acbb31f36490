using System.Globalization;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>Marker of <c>MailWordsText.resx</c>.</summary>
public sealed class MailWordsText;

/// <summary>Every kind of mail that customers get, when it goes out, and whose words it has (spec U4).</summary>
public sealed partial class MailWordsPage : IDisposable
{
    private IReadOnlyList<MailWordsRow> _rows = [];
    private string? _refused;

    [Inject]
    private MailWordsQuery Query { get; set; } = null!;

    [Inject]
    private IStringLocalizer<MailWordsText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    public void Dispose() => Person.Changed -= OnPersonChanged;

    protected override async Task OnInitializedAsync()
    {
        // The browser tells the reader's zone once the page is there.
        Person.Changed += OnPersonChanged;
        var found = await Query.ListAsync(Person.Principal, CancellationToken.None);
        if (found.IsOk)
            _rows = found.Value;
        else
            _refused = Errors.Of(found.Errors);
    }

    private void OnPersonChanged() => _ = InvokeAsync(StateHasChanged);

    private string Source(MailWordsRow row) =>
        row.En == row.Ja ? Text["source." + row.En] : Text["source.two", Text["source." + row.En].Value, Text["source." + row.Ja].Value];

    private string At(Instant at) => new ReaderTime(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant()).Long(at);
}
