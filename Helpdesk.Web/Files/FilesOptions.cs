using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Files;

/// <summary>What becomes of a file while nobody can look whether it is clean.</summary>
public enum WhenScannerAway
{
    /// <summary>Kept and named, given to nobody until it was scanned.</summary>
    HoldBack = 0,

    /// <summary>Given out with a mark that it was not scanned.</summary>
    LetThrough = 1,
}

/// <summary>Section <c>Files:Scanner</c>; no host, no scanning.</summary>
public sealed class ScannerOptions
{
    /// <summary>Where clamd listens (its <c>TCPAddr</c>); empty does not scan.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 3310;

    /// <summary>How long one file may take, connecting included.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public WhenScannerAway WhenAway { get; set; } = WhenScannerAway.HoldBack;

    public bool IsOn => Host.Length > 0;
}

/// <summary>Section <c>Files</c>; how large and how many stands in <see cref="IntakeOptions"/>.</summary>
public sealed class FilesOptions
{
    public const string Section = "Files";

    /// <summary>Kinds that are not taken at all, e.g. <c>WindowsProgram</c>.</summary>
    public IList<FileKind> RefusedKinds { get; } = [];

    /// <summary>Bytes that the files of one reply may have together to go out with its mail; above it the mail names them.</summary>
    public long MaxMailBytes { get; set; } = 10L * 1024 * 1024;

    /// <summary>Width times height up to which a picture is shown.</summary>
    public long MaxPreviewPixels { get; set; } = 50_000_000;

    /// <summary>kB of the beginning, and of the end, that the preview of a text shows.</summary>
    public int PreviewKilobytes { get; set; } = 64;

    /// <summary>Days that a file waits for the reply or note that it was picked for.</summary>
    public int DraftDays { get; set; } = 14;

    public ScannerOptions Scanner { get; } = new();
}

/// <summary>A wrong key stops the start and names itself and the fix.</summary>
public sealed class FilesOptionsCheck : IValidateOptions<FilesOptions>
{
    public ValidateOptionsResult Validate(string? name, FilesOptions options)
    {
        List<string> wrong = [];
        if (options.RefusedKinds.Any(kind => !Enum.IsDefined(kind) || kind == FileKind.Unchecked))
            wrong.Add($"Files:RefusedKinds may name {string.Join(", ", Enum.GetNames<FileKind>().Skip(1))}.");
        if (options.MaxMailBytes is < 0 or > 50L << 20)
            wrong.Add("Files:MaxMailBytes must lie between 0 (files never go by mail) and 52428800; mail servers refuse more.");
        if (options.MaxPreviewPixels is < 0 or > 500_000_000)
            wrong.Add("Files:MaxPreviewPixels must lie between 0 (no pictures are shown) and 500000000; 50000000 suits most desks.");
        if (options.PreviewKilobytes is < 1 or > 512)
            wrong.Add("Files:PreviewKilobytes must lie between 1 and 512; 64 is usual.");
        if (options.DraftDays is < 1 or > 365)
            wrong.Add("Files:DraftDays must lie between 1 and 365; 14 is usual.");
        if (options.Scanner.Port is < 1 or > 65535)
            wrong.Add("Files:Scanner:Port must lie between 1 and 65535; clamd listens at 3310.");
        if (options.Scanner.Timeout < TimeSpan.FromSeconds(1) || options.Scanner.Timeout > TimeSpan.FromMinutes(10))
            wrong.Add("Files:Scanner:Timeout must lie between 00:00:01 and 00:10:00; 00:00:30 is usual.");
        if (!Enum.IsDefined(options.Scanner.WhenAway))
            wrong.Add("Files:Scanner:WhenAway must be HoldBack or LetThrough.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
