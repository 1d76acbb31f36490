using NodaTime;

namespace Helpdesk.Web.Files;

/// <summary>A file of a case as the API shows it.</summary>
/// <param name="Kind">What the bytes say it is.</param>
/// <param name="Finding">What the scanner found, or why it could not look.</param>
public sealed record FileAnswer(
    long Id,
    string Name,
    FileKind Kind,
    string ContentType,
    long Size,
    string Sha256,
    ScanState Scan,
    string? Finding,
    bool CustomerMaySee,
    Instant At,
    string By
)
{
    public static FileAnswer Of(Attachment a) =>
        new(a.Id, a.FileName, a.Kind, a.Kind.ContentType(), a.Size, a.Checksum, a.Scan, a.Finding, a.CustomerMaySee, a.AddedAt, a.AddedBy);
}

/// <summary>A file laid ready: a reply or note names its id in <c>files</c>.</summary>
public sealed record ReadyFileAnswer(
    long Id,
    string Name,
    FileKind Kind,
    string ContentType,
    long Size,
    string Sha256,
    ScanState Scan,
    string? Finding
)
{
    public static ReadyFileAnswer Of(PendingFile p) =>
        new(p.Id, p.FileName, p.Kind, p.Kind.ContentType(), p.Size, p.Checksum, p.Scan, p.Finding);
}
