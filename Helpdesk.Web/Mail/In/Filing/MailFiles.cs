using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.In.Reading;
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

    internal async Task<BroughtByMail> TakeInAsync(ReadMail mail, CancellationToken cancellation)
    {
        List<StagedFile> taken = [];
        List<string> leftOut = mail.IsStripped ? [LayoutLost] : [];
        try
        {
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

        return new(taken, leftOut.Count == 0 ? null : string.Join('\n', leftOut.Take(100)));
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
