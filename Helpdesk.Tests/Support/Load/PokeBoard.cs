using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Helpdesk.Tests.Support.Load;

/// <summary>
/// Remembers when each poke went out, and finds pokes in render batches. A batch keeps its texts as UTF-8, so bytes are searched and
/// nothing is decoded: the driver shares its processor with the server it measures.
/// </summary>
internal sealed class PokeBoard
{
    private readonly string _prefix;
    private readonly byte[] _prefixBytes;
    private readonly long[] _sentAt;
    private int _refused;
    private volatile int _sent;

    /// <param name="capacity">The most pokes of the run.</param>
    /// <param name="run">Tells this run's pokes from those an earlier run left in the data.</param>
    public PokeBoard(int capacity, string run)
    {
        _sentAt = new long[capacity];
        _prefix = $"poke-{run}-";
        _prefixBytes = Encoding.UTF8.GetBytes(_prefix);
    }

    public int Sent => _sent;

    public int Refused => _refused;

    /// <summary>The text of the next poke, whose time starts now; only one sender asks.</summary>
    public string Next()
    {
        var number = _sent;
        _sentAt[number] = Stopwatch.GetTimestamp();
        _sent = number + 1;
        return _prefix + number.ToString(CultureInfo.InvariantCulture) + ".";
    }

    public void Refuse() => Interlocked.Increment(ref _refused);

    /// <summary>Notes each poke of the batch that this circuit sees for the first time.</summary>
    /// <param name="seen">The circuit's pokes so far.</param>
    /// <param name="latencies">Receives milliseconds from sending to now.</param>
    public void Read(ReadOnlySpan<byte> batch, HashSet<int> seen, List<double> latencies)
    {
        if (_sent == 0)
            return;
        for (var at = batch.IndexOf(_prefixBytes); at >= 0; at = batch.IndexOf(_prefixBytes))
        {
            batch = batch[(at + _prefixBytes.Length)..];
            if (Utf8Parser.TryParse(batch, out int number, out _) && number < _sent && seen.Add(number))
                latencies.Add(Stopwatch.GetElapsedTime(_sentAt[number]).TotalMilliseconds);
        }
    }
}
