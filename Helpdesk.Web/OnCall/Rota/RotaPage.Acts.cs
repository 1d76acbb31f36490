using Helpdesk.Domain.Kernel;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <content>What is done to the rota here: given, moved, taken back, and undone.</content>
public sealed partial class RotaPage
{
    // The coming full hour, an hour long: what one takes by form without having pointed at anything.
    private TimeRange NextHour()
    {
        var start = Instant.FromUnixTimeSeconds((Now.ToUnixTimeSeconds() / 3600 * 3600) + 3600);
        return new(start, start + Duration.FromHours(1));
    }

    private void Give(OnCallLayer layer, TimeRange time)
    {
        var now = Now;
        // Pressing into a day that has begun means the rest of it.
        var from = time.From < now && time.Until > now ? now : time.From;
        _draft = new(null, 0, layer, Person.Id, from, time.Until, null);
    }

    private void Edit(Guid id)
    {
        if (Board.Overrides.FirstOrDefault(o => o.Id == id) is { } row)
            _draft = new(row.Id, row.Version, row.Layer, row.PersonId, row.From, row.Until, row.Reason);
    }

    private async Task TakeHourAsync()
    {
        var now = Now;
        var command = new SaveOverride(null, 0, OnCallLayer.Primary, Person.Id, now, now + Duration.FromHours(1), null);
        Told(command, await Handlers.HandleAsync(command, Person.Principal));
        await LoadAsync();
    }

    private async Task MoveAsync((Guid Id, Duration From, Duration Until) move)
    {
        if (Board.Overrides.FirstOrDefault(o => o.Id == move.Id) is not { } row)
            return;
        var command = new SaveOverride(
            row.Id,
            row.Version,
            row.Layer,
            row.PersonId,
            row.From + move.From,
            row.Until + move.Until,
            row.Reason
        );
        Told(command, await Handlers.HandleAsync(command, Person.Principal));
        await LoadAsync();
        if (_calendar is not null)
            await _calendar.FocusAsync();
    }

    private async Task ClosedAsync((SaveOverride Command, SavedOverride Done)? saved)
    {
        _draft = null;
        if (saved is { } one)
            Told(one.Command, one.Done);
        await LoadAsync();
        StateHasChanged();
        if (_calendar is not null)
            await _calendar.FocusAsync();
        // A link that opened the form is used up: going back to it may open it again.
        if (Fill is not null)
            Navigation.NavigateTo(Link(_first), new NavigationOptions { ReplaceHistoryEntry = true });
    }

    private async Task TakeBackAsync(Guid id)
    {
        _draft = null;
        var row = Board.Overrides.FirstOrDefault(o => o.Id == id);
        var done = await Handlers.HandleAsync(new CancelOverride(id), Person.Principal);
        if (!done.IsOk || row is null)
            Say(Text.Of(done.Errors, Time()), null);
        else
            Say(
                Text[
                    row.From > Now ? "said.taken-back" : "said.ended",
                    Text.NameOf(row.PersonId),
                    Text.LayerOf(row.Layer),
                    Time().Range(row.From, row.Until)
                ],
                () => Handlers.HandleAsync(done.Value, Person.Principal)
            );
        await LoadAsync();
    }

    private void Told(SaveOverride command, Result<SavedOverride> done)
    {
        if (!done.IsOk)
        {
            Say(Text.Of(done.Errors, Time()), null);
            return;
        }

        var words = Text[
            done.Value.Before is null ? "said.given" : "said.moved",
            Text.NameOf(command.PersonId),
            Text.LayerOf(command.Layer),
            Time().Range(done.Value.Time.From, done.Value.Time.Until)
        ];
        Say(
            words,
            async () =>
                done.Value.Before is { } before
                    ? await Handlers.HandleAsync(before, Person.Principal) is { IsOk: false } no
                        ? Result.Refuse(no.Errors)
                        : Result.Ok
                    : await Handlers.HandleAsync(new CancelOverride(done.Value.Id), Person.Principal) is { IsOk: false } kept
                        ? Result.Refuse(kept.Errors)
                        : Result.Ok
        );
    }

    private void Say((string Words, Func<Task<Result>>? Undo) said) => Say(said.Words, said.Undo);

    private void Say(string words, Func<Task<Result>>? undo) => (_said, _undo) = (words, undo);

    private async Task UndoAsync()
    {
        if (_undo is not { } undo)
            return;
        var done = await undo();
        (_said, _undo) = (done.IsOk ? null : Text.Of(done.Errors, Time()), null);
        await LoadAsync();
    }
}
