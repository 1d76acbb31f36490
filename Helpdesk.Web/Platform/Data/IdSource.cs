using System.Buffers.Binary;

namespace Helpdesk.Web.Platform.Data;

/// <summary>
/// Where ids of rows come from: in the order in which they were made, on the console's own clock, so that a run from one seed is the
/// same run each time. Safe to use from several threads.
/// </summary>
public class IdSource(TimeProvider time)
{
    private const int MostOfAnInstant = 0xFFF;
    private readonly Lock _turn = new();
    private long _milliseconds;
    private int _count;

    /// <summary>The next id (RFC 9562, version 7): milliseconds, a count within them, and chance.</summary>
    public Guid New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        lock (_turn)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            if (now > _milliseconds)
                (_milliseconds, _count) = (now, 0);
            else if (++_count > MostOfAnInstant)
                (_milliseconds, _count) = (_milliseconds + 1, 0);
            BinaryPrimitives.WriteInt64BigEndian(bytes, (_milliseconds << 16) | 0x7000 | (long)_count);
        }

        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A word that nobody guesses, 32 hexadecimal digits: what a Message-Id begins with.</summary>
    public string Word()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Fills with chance.</summary>
    protected virtual void Fill(Span<byte> bytes) => Chance.Fill(bytes);
}
