namespace Helpdesk.Domain.Cases;

/// <summary>Whose words an event carries.</summary>
public enum Voice
{
    /// <summary>Internal: the customer never reads it.</summary>
    Note = 0,

    /// <summary>Ours, for the customer to read.</summary>
    Reply = 1,

    /// <summary>The customer's own.</summary>
    Customer = 2,
}

/// <summary>
/// The words of one entry of the record, kept beside it: the record knows their hash, so they can be erased without breaking it but
/// never changed. Each voice has a type and a table of its own.
/// </summary>
public abstract class EntryWords
{
    /// <summary>The entry's own id.</summary>
    public long EntryId { get; private set; }

    public long CaseId { get; private set; }

    public string Text { get; private protected init; } = "";
}

/// <summary>What we told the customer; the only words that a mail can be made of.</summary>
public sealed class ReplyWords : EntryWords
{
    private ReplyWords() { }

    internal ReplyWords(string text) => Text = text;
}

/// <summary>What we told each other.</summary>
public sealed class NoteWords : EntryWords
{
    private NoteWords() { }

    internal NoteWords(string text) => Text = text;
}

/// <summary>What the customer told us.</summary>
public sealed class CustomerOwnWords : EntryWords
{
    private CustomerOwnWords() { }

    internal CustomerOwnWords(string text) => Text = text;
}
