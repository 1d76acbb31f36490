using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Tests.Support.Hosts;

/// <summary>Ids by which one seed gives one run.</summary>
internal sealed class SeededIds(int seed, TimeProvider time) : IdSource(time)
{
    private readonly Lock _turn = new();
    private readonly Random _random = new(seed);

    protected override void Fill(Span<byte> bytes)
    {
        lock (_turn)
            _random.NextBytes(bytes);
    }
}
