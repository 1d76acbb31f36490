using Helpdesk.Domain.Cases;
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
/// <param name="IsCut">True when it nests deeper, or is longer, than is read.</param>
internal sealed record MailBody(string Text, IReadOnlyList<MailFile> Files, bool IsStripped, bool IsCut, IReadOnlyList<IDisposable> Opened);

/// <summary>What a delivery report says (RFC 3464), or a bounce of another kind.</summary>
/// <param name="Cause">What the other server said, on one line.</param>
/// <param name="Originals">Message-IDs that may be of the mail that came back.</param>
/// <param name="Failed">Whose mailbox did not take it, each with what its server said; empty where the report does not say.</param>
public sealed record MailReport(ReportKind Kind, string Cause, IReadOnlyList<string> Originals, IReadOnlyList<RefusedCopy> Failed)
{
    public BounceReason Reason { get; init; }

    /// <summary>True when somebody forwarded it with words of their own: these are theirs.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>Every address that it may be about.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>The case that the head of the mail in it names; null where there is none.</summary>
    public string? ReturnedCase { get; init; }

    public bool IsFailure => Kind == ReportKind.Failed;
}

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

    /// <summary>The mail that its thread began with; null when it names none.</summary>
    public string? ThreadRoot { get; init; }

    /// <summary>Every address it was sent or handed on to.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<MailFile> Files { get; init; }

    /// <summary>True when its HTML was too dear to lay out, and its words stand without their layout.</summary>
    public bool IsStripped { get; init; }

    /// <summary>True when it nests deeper, or is longer, than is read: the rest is in the mail as it came.</summary>
    public bool IsCut { get; init; }

    /// <summary>What some of the files lie in, as Outlook's own wrapping.</summary>
    internal IReadOnlyList<IDisposable> Opened { get; init; } = [];

    /// <summary>For a bounce or a delivery report.</summary>
    public MailReport? Report { get; init; }

    /// <summary>A person's mail needs a sender; a server's report does not.</summary>
    public bool IsReadable => FromAddress.Length > 0 || Report is { IsForwarded: false };

    public bool HasContent => Text.Length > 0 || Files.Count > 0 || Subject.Length > 0;

    public void Dispose()
    {
        foreach (var wrapping in Opened)
            wrapping.Dispose();
        Message.Dispose();
    }
}
