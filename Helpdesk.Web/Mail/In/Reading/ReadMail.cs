using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.Out;
using MimeKit;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>A file of a mail: its name as people read it, and the part that has its bytes.</summary>
public sealed record MailFile(string Name, MimeEntity Part)
{
    /// <summary>Writes the bytes; a part that is a mail itself is written as one.</summary>
    public void WriteTo(Stream stream)
    {
        if (Part is MimePart { Content: { } content })
            content.DecodeTo(stream);
        else if (Part is MessagePart { Message: { } message })
            message.WriteTo(stream);
    }
}

/// <summary>What a mail holds: its words and its files.</summary>
/// <param name="IsStripped">True when words of it are HTML that was too dear to lay out.</param>
/// <param name="Opened">What the files lie in; it goes with the mail.</param>
internal sealed record MailBody(string Text, IReadOnlyList<MailFile> Files, bool IsStripped, IReadOnlyList<IDisposable> Opened);

/// <summary>What a delivery report says (RFC 3464), or a bounce of another kind.</summary>
/// <param name="IsFailure">False for delivered, delayed and the like.</param>
/// <param name="Cause">What the other server said, on one line.</param>
/// <param name="Originals">Message-IDs that may be of the mail that came back.</param>
/// <param name="Failed">Whose mailbox did not take it, each with what its server said; empty where the report does not say.</param>
public sealed record MailReport(bool IsFailure, string Cause, IReadOnlyList<string> Originals, IReadOnlyList<RefusedCopy> Failed);

/// <summary>A mail taken out of its MIME: what people wrote, and what decides what becomes of it.</summary>
public sealed record ReadMail : IDisposable
{
    public required MimeMessage Message { get; init; }

    public required MailHeaders Headers { get; init; }

    /// <summary>Empty when there is no sender that can be read.</summary>
    public required string FromAddress { get; init; }

    public required string FromName { get; init; }

    public required string Subject { get; init; }

    /// <summary>Without brackets; null when there is none that could be used.</summary>
    public required string? MessageId { get; init; }

    /// <summary>Message-IDs it answers, the nearest first.</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary>Every address it was sent or handed on to.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<MailFile> Files { get; init; }

    /// <summary>True when its HTML was too dear to lay out, and its words stand without their layout.</summary>
    public bool IsStripped { get; init; }

    /// <summary>What some of the files lie in, as Outlook's own wrapping.</summary>
    internal IReadOnlyList<IDisposable> Opened { get; init; } = [];

    /// <summary>For a bounce or a delivery report.</summary>
    public MailReport? Report { get; init; }

    public bool IsReadable => FromAddress.Length > 0;

    public bool HasContent => Text.Length > 0 || Files.Count > 0 || Subject.Length > 0;

    public void Dispose()
    {
        foreach (var wrapping in Opened)
            wrapping.Dispose();
        Message.Dispose();
    }
}
