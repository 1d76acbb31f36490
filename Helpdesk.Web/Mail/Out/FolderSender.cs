using Helpdesk.Web.Platform.Data;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Writes each mail as an .eml file under the data directory: the embedded default, and what the demo mailbox shows.</summary>
public sealed class FolderSender(IOptions<DataOptions> data) : IMailSender, IMailSession
{
    // Lines of a mail end with CR LF wherever the console runs.
    private static readonly FormatOptions s_asMailsAre = Dos();

    public string Folder => Path.Combine(data.Value.FullPath, "mail");

    public IMailSession Open() => this;

    public async Task<SendOutcome> SendAsync(string name, MimeMessage message, CancellationToken cancellation)
    {
        try
        {
            OwnFolder.At(Folder);
            // One name a mail: one that is written again after a crash lies there once.
            var place = Path.Combine(Folder, name + ".eml");
            await using (var file = new FileStream(place + ".part", FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await message.WriteToAsync(s_asMailsAre, file, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(place + ".part", place, overwrite: true);
            return SendOutcome.Accepted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(SendResult.Unreachable, e.Message);
        }
    }

    private static FormatOptions Dos()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
