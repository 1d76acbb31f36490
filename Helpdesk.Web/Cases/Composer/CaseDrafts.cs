using System.Globalization;
using System.Security.Claims;
using NodaTime;

namespace Helpdesk.Web.Cases.Composer;

/// <summary>
/// Everything a person is writing on one case: in memory at once, on the server half a second after the last key, or on leaving the field.
/// </summary>
public sealed class CaseDrafts(DraftStore store, ClaimsPrincipal who, long caseId, IReadOnlyDictionary<string, Draft> kept, IClock clock)
    : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, Written> _texts = kept.ToDictionary(
        d => d.Key,
        d => new Written(d.Value.Text, d.Value.SeenVersion, d.Value.KeptAt, true),
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, string> _sent = new(StringComparer.Ordinal);
    private int _edits;

    /// <summary>Raised on the thread that kept something.</summary>
    public event Action? Kept;

    public string Text(string kind) => _texts.TryGetValue(kind, out var written) ? written.Text : "";

    /// <summary>The version the writer had seen when the text was begun; null without a text.</summary>
    public int? SeenVersion(string kind) =>
        _texts.TryGetValue(kind, out var written) && written.Text.Length > 0 ? written.SeenVersion : null;

    /// <summary>When the text was last kept as it is; null while it is not.</summary>
    public Instant? KeptAt(string kind) =>
        _texts.TryGetValue(kind, out var written) && written.IsKept && written.Text.Length > 0 ? written.KeptAt : null;

    /// <summary>Names the text that was kept; null while the one on the screen has not been.</summary>
    public string? KeptMark(string kind) => _texts.TryGetValue(kind, out var written) && !written.IsKept ? null : DraftMark.Of(Text(kind));

    /// <summary>Names the texts that were sent, each the last of its kind: a browser lets go of its copy of them.</summary>
    public string? SentMarks => _sent.Count == 0 ? null : string.Join(' ', _sent.Select(s => $"{KeyOf(s.Key)}={s.Value}"));

    /// <summary>The browser's name for a draft of this case.</summary>
    public string KeyOf(string kind) => string.Create(CultureInfo.InvariantCulture, $"{caseId}:{kind}");

    /// <summary>Takes a text as it is now; the version counts only for the first key.</summary>
    public void Type(string kind, string text, int version)
    {
        // A browser that comes back says what it holds, known or not.
        if (Text(kind) == text)
            return;
        var seen = SeenVersion(kind) ?? version;
        _texts[kind] = new(text, seen, null, false);
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
        _sent[kind] = DraftMark.Of(Text(kind));
        _texts[kind] = new("", 0, null, false);
        return KeepAsync();
    }

    /// <summary>Keeps at once whatever is not kept yet.</summary>
    public async Task KeepAsync()
    {
        foreach (var (kind, written) in _texts.Where(t => !t.Value.IsKept).ToList())
        {
            // Typed on meanwhile: that text is kept by its own turn.
            if (await store.KeepAsync(caseId, kind, written.Text, written.SeenVersion, who) && _texts[kind] == written)
                _texts[kind] = written with { IsKept = true, KeptAt = clock.GetCurrentInstant() };
        }

        Kept?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        Kept = null;
        await KeepAsync();
    }

    private async Task KeepSoonAsync(int edit)
    {
        // Real time on purpose: it follows the writer's hands, not the programme's clock.
        await Task.Delay(Pause);
        if (edit == _edits)
            await KeepAsync();
    }

    private sealed record Written(string Text, int SeenVersion, Instant? KeptAt, bool IsKept);
}
