using System.Globalization;
using System.Security.Claims;
using Helpdesk.Web.Platform.Live;
using NodaTime;

namespace Helpdesk.Web.Cases.Composer;

/// <summary>
/// Everything a person is writing on one case in one window: in memory at once, on the server half a second after the last key, or on
/// leaving the field. Two windows never write over each other: what differs is shown beside what is written (<see cref="Other"/>).
/// </summary>
public sealed class CaseDrafts : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly string Nothing = DraftMark.Of("");

    private readonly DraftStore _store;
    private readonly ClaimsPrincipal _who;
    private readonly long _caseId;
    private readonly IClock _clock;
    private readonly Dictionary<string, Written> _texts;
    private readonly Dictionary<string, OtherDraft> _others = new(StringComparer.Ordinal);
    private readonly List<(string Kind, string Mark)> _sent = [];
    private readonly SynchronizationContext? _window = SynchronizationContext.Current;
    private readonly IDisposable _listening;
    private Task _keeping = Task.CompletedTask;
    private int _edits;

    public CaseDrafts(DraftStore store, ClaimsPrincipal who, long caseId, IReadOnlyDictionary<string, Draft> kept, IClock clock)
    {
        (_store, _who, _caseId, _clock) = (store, who, caseId, clock);
        _texts = kept.ToDictionary(
            d => d.Key,
            d => new Written(d.Value.Text, d.Value.SeenVersion, d.Value.KeptAt, true, DraftMark.Of(d.Value.Text)),
            StringComparer.Ordinal
        );
        _listening = store.Listen(caseId, who, Hear);
    }

    /// <summary>Raised on the thread that kept something.</summary>
    public event Action? Kept;

    public string Text(string kind) => _texts.TryGetValue(kind, out var written) ? written.Text : "";

    /// <summary>The version the writer had seen when the text was begun; null without a text.</summary>
    public int? SeenVersion(string kind) =>
        _texts.TryGetValue(kind, out var written) && written.Text.Length > 0 ? written.SeenVersion : null;

    /// <summary>When the text was last kept as it is; null while it is not.</summary>
    public Instant? KeptAt(string kind) =>
        _texts.TryGetValue(kind, out var written) && written.IsKept && written.Text.Length > 0 ? written.KeptAt : null;

    /// <summary>Names the text that is kept, as this window knows: what a browser's copy was typed on, or has become.</summary>
    public string KeptMark(string kind) => _texts.TryGetValue(kind, out var written) ? written.Known : Nothing;

    /// <summary>Names texts that were sent or put aside: a browser lets go of its copy of them.</summary>
    public string? SentMarks => _sent.Count == 0 ? null : string.Join(' ', _sent.Select(s => $"{KeyOf(s.Kind)}={s.Mark}"));

    /// <summary>A text of the same kind from another window, or from this browser before; null when there is none.</summary>
    public OtherDraft? Other(string kind) => _others.GetValueOrDefault(kind);

    /// <summary>The browser's name for a draft of this case.</summary>
    public string KeyOf(string kind) => string.Create(CultureInfo.InvariantCulture, $"{_caseId}:{kind}");

    /// <summary>Takes a text as it is now; the version counts only for the first key.</summary>
    public void Type(string kind, string text, int version)
    {
        // A browser that comes back says what it holds, known or not.
        if (Text(kind) == text)
            return;
        var seen = SeenVersion(kind) ?? version;
        _texts[kind] = new(text, seen, null, false, KeptMark(kind));
        _ = KeepSoonAsync(++_edits);
    }

    /// <summary>The writer has read what came in between.</summary>
    public void Saw(string kind, int version)
    {
        if (!_texts.TryGetValue(kind, out var written))
            return;
        _texts[kind] = written with { SeenVersion = version, IsKept = false };
        _ = KeepAsync();
    }

    /// <summary>The text was sent: nothing is left of the draft.</summary>
    public Task ForgetAsync(string kind)
    {
        Drop(kind, Text(kind));
        _texts[kind] = new("", 0, null, false, KeptMark(kind));
        return KeepAsync();
    }

    /// <summary>The browser holds a text that was typed on another than the one kept here: it is shown, not typed in.</summary>
    public void Offer(string kind, string text)
    {
        if (text == Text(kind))
            Drop(kind, text);
        else
            _others[kind] = new(text, IsKept: false);
    }

    /// <summary>The other text it is; what was written here is put aside.</summary>
    public Task UseOtherAsync(string kind, int version)
    {
        if (!_others.Remove(kind, out var other))
            return Task.CompletedTask;
        Drop(kind, Text(kind));
        var known = other.IsKept ? DraftMark.Of(other.Text) : KeptMark(kind);
        if (!other.IsKept)
            Drop(kind, other.Text);
        _texts[kind] = new(other.Text, SeenVersion(kind) ?? version, null, false, known);
        return KeepAsync();
    }

    /// <summary>What is written here it is; the other text is put aside.</summary>
    public Task KeepMineAsync(string kind)
    {
        if (!_others.Remove(kind, out var other))
            return Task.CompletedTask;
        Drop(kind, other.Text);
        var mine = _texts.GetValueOrDefault(kind) ?? new("", 0, null, false, Nothing);
        _texts[kind] = mine with { IsKept = false, Known = other.IsKept ? DraftMark.Of(other.Text) : mine.Known };
        return KeepAsync();
    }

    /// <summary>Keeps at once whatever is not kept yet.</summary>
    public Task KeepAsync() => _keeping = KeepAfterAsync(_keeping);

    // One after the other: a text must not find its own last one there and take it for another window's.
    private async Task KeepAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        foreach (var kind in _texts.Where(t => !t.Value.IsKept).Select(t => t.Key).ToList())
        {
            var written = _texts[kind];
            var done = await _store.KeepAsync(_caseId, kind, written.Text, written.Known, written.SeenVersion, _who);
            if (done.IsKept)
                Note(kind, written);
            else if (done.Other is { } other)
                _others[kind] = new(other, IsKept: true);
        }

        Kept?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        Kept = null;
        _listening.Dispose();
        await KeepAsync();
    }

    private void Note(string kind, Written written)
    {
        var mark = DraftMark.Of(written.Text);
        // Typed on meanwhile: that text is kept by its own turn, on this one.
        _texts[kind] =
            _texts[kind] == written
                ? written with
                {
                    IsKept = true,
                    KeptAt = _clock.GetCurrentInstant(),
                    Known = mark,
                }
                : _texts[kind] with
                {
                    Known = mark,
                };
        ForgetOther(kind);
        _store.Tell(_caseId, _who, new(kind, written.Text), Hear);
    }

    private void Hear(DraftWord word)
    {
        if (_window is null)
            Take(word);
        else
            _window.Post(_ => Take(word), null);
    }

    // Sent there, and not touched here: gone here too. The browser is told which text that was, and keeps what it holds beyond it.
    private void Take(DraftWord word)
    {
        if (DraftMark.Of(word.Text) == KeptMark(word.Kind) && Other(word.Kind) is not { IsKept: true })
            return;
        var mine = _texts.GetValueOrDefault(word.Kind);
        if (word.Text.Length > 0)
        {
            if (word.Text == mine?.Text)
                ForgetOther(word.Kind);
            else if (Other(word.Kind) is null or { IsKept: true })
                _others[word.Kind] = new(word.Text, IsKept: true);
        }
        else if (mine is { IsKept: true })
        {
            Drop(word.Kind, mine.Text);
            _texts[word.Kind] = new("", 0, null, true, Nothing);
            ForgetOther(word.Kind);
        }
        else if (Other(word.Kind) is { IsKept: true })
        {
            _others[word.Kind] = new("", IsKept: true);
        }

        Kept?.Invoke();
    }

    // What only the browser holds stays until its writer has said what becomes of it.
    private void ForgetOther(string kind)
    {
        if (Other(kind) is { IsKept: true })
            _others.Remove(kind);
    }

    private void Drop(string kind, string text)
    {
        var mark = (kind, DraftMark.Of(text));
        if (text.Length > 0 && !_sent.Contains(mark))
            _sent.Add(mark);
    }

    private async Task KeepSoonAsync(int edit)
    {
        // Real time on purpose: it follows the writer's hands, not the programme's clock.
        await RealTime.RestAsync(Pause);
        if (edit == _edits)
            await KeepAsync();
    }

    private sealed record Written(string Text, int SeenVersion, Instant? KeptAt, bool IsKept, string Known);
}

/// <summary>A second text for the same box.</summary>
/// <param name="Text">Empty when another window has sent or emptied it.</param>
/// <param name="IsKept">On the server, by another window; else only in this browser.</param>
public sealed record OtherDraft(string Text, bool IsKept);
