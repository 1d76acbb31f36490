namespace Helpdesk.Web.Platform.Components;

/// <summary>
/// What is typed into a search whose address follows. An address of ours comes back a round trip later and must not take back what was
/// typed since; any other address (a link, the back button) is what the reader wants to see.
/// </summary>
internal sealed class TypedSearch
{
    private readonly List<string> _onTheWay = [];
    private string _heard = "";

    public string Text { get; private set; } = "";

    public void Type(string? text) => Text = text ?? "";

    /// <summary>The address is about to say this.</summary>
    public void Send(string? address)
    {
        var text = address ?? "";
        // The same once more is no change, and comes back as none.
        if (text != (_onTheWay.Count > 0 ? _onTheWay[^1] : _heard))
            _onTheWay.Add(text);
    }

    /// <summary>Hears what the address says now; may be told again and again.</summary>
    public void Hear(string? address)
    {
        var text = address ?? "";
        if (text == _heard)
            return;
        _heard = text;
        var at = _onTheWay.IndexOf(text);
        if (at >= 0)
            _onTheWay.RemoveRange(0, at + 1);
        else
            Text = text;
    }
}
