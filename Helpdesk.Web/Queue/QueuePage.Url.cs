using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Api;
using Microsoft.AspNetCore.Components;

namespace Helpdesk.Web.Queue;

/// <content>What the URL says of the list, and how it follows the filters.</content>
public sealed partial class QueuePage
{
    private void ShowFromUrl(QueueScreen screen)
    {
        var (view, filter) = FromUrl();
        _filter = filter;
        screen.Show(view, filter);
        _pane = CaseNumberInUrl;
        if (_pane is not null && Feed.Find(_pane) is { } entry)
            screen.Select(entry.Id);
    }

    private (QueueView View, QueueFilter Filter) FromUrl() =>
        (
            ApiWords.Parse<QueueView>(ViewName) ?? QueueView.Now,
            new QueueFilter
            {
                Search = TypedOrAsked(),
                Severity = ApiWords.Parse<Severity>(SeverityName),
                Tier = ApiWords.Parse<SupportTier>(TierName),
                Product = string.IsNullOrEmpty(Product) ? null : Product,
            }
        );

    private string? TypedOrAsked()
    {
        _typed.Hear(Search);
        return string.IsNullOrWhiteSpace(_typed.Text) ? null : _typed.Text;
    }

    // The queue has open cases only; this finds the others too.
    private string ClosedToo => "/cases?q=" + Uri.EscapeDataString(_filter.Search ?? "");

    private string LinkTo(QueueView view) => Navigation.GetUriWithQueryParameters("/queue", Query(view, _filter, null));

    private static Dictionary<string, object?> Query(QueueView view, QueueFilter filter, string? number) =>
        new(StringComparer.Ordinal)
        {
            ["view"] = view == QueueView.Now ? null : view.ToString(),
            ["q"] = filter.Search,
            ["severity"] = filter.Severity?.ToString(),
            ["tier"] = filter.Tier?.ToString(),
            ["product"] = filter.Product,
            ["case"] = number,
        };

    private void GoTo(QueueView view, QueueFilter filter, string? number, bool replace = true) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters("/queue", Query(view, filter, number)),
            new NavigationOptions { ReplaceHistoryEntry = replace }
        );

    private void Filter(QueueFilter filter) => GoTo(_screen!.View, filter, _pane);

    private async Task SearchAsync(string? text)
    {
        _typed.Type(text);
        _filter = _filter with { Search = text, Words = CasesByWords.None };
        // Typing filters at once; the URL follows without a new entry for every letter.
        _screen!.Show(_screen.View, _filter);
        await RefreshAsync();
        await FindInWordsAsync(text);
        if (_filter.Search != text)
            return;
        _typed.Send(text);
        GoTo(_screen.View, _filter, _pane);
    }

    // What stands in messages and notes comes a moment after what stands in the rows.
    private async Task FindInWordsAsync(string? text)
    {
        _askedFor = text;
        var words = await InWords.FindAsync(text, _gone.Token);
        if (words.Ids.Count == 0 || _filter.Search != text)
            return;
        _filter = _filter with { Words = words };
        _screen!.Show(_screen.View, _filter);
        await RefreshAsync();
    }

    private static T? Word<T>(ChangeEventArgs e)
        where T : struct, Enum => ApiWords.Parse<T>(e.Value?.ToString());
}
