using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Privacy;

/// <summary>What is kept of one contact, to be handed out or erased; administrators only (spec I7).</summary>
public sealed partial class PrivacyPage
{
    private (int Days, int Due)? _age;
    private ContactPicture? _found;
    private string? _email;
    private string? _repeated;
    private string? _said;
    private bool _isGood;
    private bool _erasing;

    [Inject]
    private IStringLocalizer<PrivacyText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ContactQuery Contacts { get; set; } = null!;

    [Inject]
    private EraseContactHandler Eraser { get; set; } = null!;

    [Inject]
    private RetentionWorker Retention { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    protected override async Task OnInitializedAsync() => _age = await Retention.StateAsync(CancellationToken.None);

    private async Task LookAsync()
    {
        (_erasing, _repeated, _found) = (false, null, null);
        var found = await Contacts.FindAsync(_email, Person.Principal, CancellationToken.None);
        if (found.IsOk)
            (_found, _said) = (found.Value, null);
        else
            Refuse(found.Errors);
    }

    private async Task EraseAsync()
    {
        var done = await Eraser.HandleAsync(new(_found!.Email, _repeated), Person.Principal);
        if (!done.IsOk)
        {
            Refuse(done.Errors);
            return;
        }

        (_erasing, _repeated, _found, _email) = (false, null, null, null);
        (_isGood, _said) = (true, Text["erased", done.Value]);
        _age = await Retention.StateAsync(CancellationToken.None);
    }

    private void Refuse(IReadOnlyList<Error> errors) => (_isGood, _said) = (false, Errors.Of(errors));
}
