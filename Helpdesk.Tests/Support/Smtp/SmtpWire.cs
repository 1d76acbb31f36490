using System.Text;

namespace Helpdesk.Tests.Support.Smtp;

/// <summary>Lines of an SMTP connection; keeps what came ahead of its turn, so that pipelined commands are not lost.</summary>
internal sealed class SmtpWire(Stream stream)
{
    private readonly byte[] _buffer = new byte[8192];
    private int _start;
    private int _end;

    public Stream Stream => stream;

    /// <summary>A line without its end, or null when the other side has gone.</summary>
    public async Task<byte[]?> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new MemoryStream();
        while (true)
        {
            while (_start < _end)
            {
                var letter = _buffer[_start++];
                if (letter != '\n')
                {
                    line.WriteByte(letter);
                    continue;
                }

                var bytes = line.ToArray();
                return bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes;
            }

            (_start, _end) = (0, await stream.ReadAsync(_buffer, cancellation));
            if (_end == 0)
                return null;
        }
    }

    public async Task<string?> ReadTextAsync(CancellationToken cancellation) =>
        await ReadLineAsync(cancellation) is { } line ? Encoding.UTF8.GetString(line) : null;

    /// <summary>The message after DATA, dots unstuffed.</summary>
    public async Task<byte[]?> ReadMessageAsync(CancellationToken cancellation)
    {
        var message = new MemoryStream();
        while (await ReadLineAsync(cancellation) is { } line)
        {
            if (line is [(byte)'.'])
                return message.ToArray();
            message.Write(line.AsSpan(line is [(byte)'.', ..] ? 1 : 0));
            message.Write("\r\n"u8);
        }

        return null;
    }

    public Task WriteAsync(string answer, CancellationToken cancellation) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), cancellation).AsTask();
}
