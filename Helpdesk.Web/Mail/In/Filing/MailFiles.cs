using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>What a mail brought: files on the disk, and the names of those that could not come along.</summary>
/// <param name="LeftOut">One a line: the code of the reason, a tab, the name.</param>
internal sealed record BroughtByMail(IReadOnlyList<StagedFile> Files, string? LeftOut) : IDisposable
{
    /// <summary>Those that no case has taken go from the disk.</summary>
    public void Dispose()
    {
        foreach (var file in Files)
            AttachmentStore.Discard(file);
    }
}

/// <summary>Takes a mail's files in by the one way there is: limits, kinds, scanner.</summary>
public sealed class MailFiles(FileIntake intake, IOptions<IntakeOptions> limits)
{
    // What programs put into mails to see whether they were read.
    private const int Pixel = 1;

    /// <summary>Stands among what was left out when a mail's HTML was too dear to lay out.</summary>
    internal const string LayoutLost = "mail.layout\tHTML";

    /// <summary>The same for words that are not shown: they are in the mail as it came.</summary>
    internal const string RestLost = "mail.cut\t.eml";

    private const string WholeText = "mail.txt";

    private const int MostNamed = 100;

    internal async Task<BroughtByMail> TakeInAsync(ReadMail mail, CancellationToken cancellation)
    {
        List<StagedFile> taken = [];
        List<string> leftOut = [.. Lost(mail)];
        try
        {
            if (mail.Text.Length > Rules.LongText)
                await TakeInRestAsync(mail, taken, leftOut, cancellation);
            foreach (var file in mail.Files)
            {
                if (taken.Count >= limits.Value.MaxAttachments)
                    leftOut.Add($"files.too-many\t{FileNames.Clean(file.Name)}");
                else
                    await TakeInAsync(file, taken, leftOut, cancellation);
            }
        }
        catch
        {
            taken.ForEach(AttachmentStore.Discard);
            throw;
        }

        return new(taken, Joined(leftOut));
    }

    /// <summary>What cannot be shown of a mail as it came.</summary>
    internal static IEnumerable<string> Lost(ReadMail mail)
    {
        if (mail.IsStripped)
            yield return LayoutLost;
        if (mail.IsCut)
            yield return RestLost;
    }

    /// <summary>The same for a mail whose words alone go on record; null when they are all there.</summary>
    internal static string? LostOfText(ReadMail mail)
    {
        List<string> lost = [.. Lost(mail)];
        if (mail.Text.Length > Rules.LongText && !lost.Contains(RestLost))
            lost.Add(RestLost);
        return lost.Count == 0 ? null : string.Join('\n', lost);
    }

    // Nothing is cut in silence, this list neither.
    private static string? Joined(List<string> leftOut) =>
        leftOut.Count == 0 ? null
        : leftOut.Count <= MostNamed ? string.Join('\n', leftOut)
        : string.Join('\n', [.. leftOut.Take(MostNamed), FormattableString.Invariant($"files.more\t{leftOut.Count - MostNamed}")]);

    // Words that are too many for a record go on in a file, which has all of them.
    private async Task TakeInRestAsync(ReadMail mail, List<StagedFile> taken, List<string> leftOut, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail.Text));
        var received = await intake.ReceiveAsync(bytes, WholeText, bytes.Length, null, cancellation);
        if (received.IsOk)
            taken.Add(received.Value);
        leftOut.Add(received.IsOk ? "mail.goes-on\t" + WholeText : RestLost);
    }

    private async Task TakeInAsync(MailFile file, List<StagedFile> taken, List<string> leftOut, CancellationToken cancellation)
    {
        // Bounded by the mail itself, which is in memory already.
        using var bytes = new MemoryStream();
        file.WriteTo(bytes);
        bytes.Position = 0;
        var received = await intake.ReceiveAsync(bytes, file.Name, bytes.Length, null, cancellation);
        if (!received.IsOk)
            leftOut.Add($"{received.Errors[0].Code}\t{FileNames.Clean(file.Name)}");
        else if (received.Value.Content.Pixels == Pixel)
            AttachmentStore.Discard(received.Value);
        else
            taken.Add(received.Value);
    }
}
