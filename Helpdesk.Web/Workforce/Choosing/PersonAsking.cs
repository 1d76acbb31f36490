using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Helpdesk.Web.Workforce.Choosing;

/// <summary>Asks for a person in a dialog; nothing is done before somebody is chosen in it by Enter or a press.</summary>
public sealed class PersonAsking(
    IDialogService dialogs,
    PeopleDirectory people,
    AbsenceCache absences,
    CurrentPerson reader,
    IStringLocalizer<ChoosingText> text
)
{
    private static readonly DialogOptions Options = new()
    {
        MaxWidth = MaxWidth.ExtraSmall,
        FullWidth = true,
        Position = DialogPosition.TopCenter,
        CloseOnEscapeKey = true,
    };

    /// <summary>Who was chosen; null when the dialog was closed without.</summary>
    /// <param name="hints">What choosing somebody brings, a quiet line each.</param>
    public async Task<PersonLine?> AskAsync(string title, IReadOnlyList<PersonLine> among, IReadOnlyList<string> hints)
    {
        var parameters = new DialogParameters<PersonDialog> { { d => d.People, among }, { d => d.Hints, hints } };
        var dialog = await dialogs.ShowAsync<PersonDialog>(title, parameters, Options);
        return await dialog.GetReturnValueAsync<PersonLine>();
    }

    /// <summary>Everybody active but whoever has it now: the reader first, those away last, with who is there instead.</summary>
    /// <param name="nobody">The words for having it back in the queue; null where that is not offered.</param>
    public IReadOnlyList<PersonLine> Everybody(Guid? now, string? nobody) =>
        [
            .. people
                .Active.Where(p => p.Id != now)
                .Select(Line)
                .OrderBy(p => p.Off)
                .ThenBy(p => p.Id != reader.Id)
                .ThenBy(p => p.Name, StringComparer.Ordinal),
            .. now is null || nobody is null ? (PersonLine[])[] : [new(null, nobody, null, null)],
        ];

    /// <summary>Somebody, with why they cannot be chosen when they cannot.</summary>
    public PersonLine Line(Colleague person) =>
        new(person.Id, person.DisplayName, person.UserName, NoteOf(person), absences.IsAway(person.Id));

    private string? NoteOf(Colleague person) =>
        !absences.IsAway(person.Id) ? (person.Id == reader.Id ? text["you"].Value : null)
        : absences.StandIn(person.Id) is { } present ? text["away.present", present.Name].Value
        : text["away"].Value;
}
