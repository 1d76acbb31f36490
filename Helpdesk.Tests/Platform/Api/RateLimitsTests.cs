using Helpdesk.Web.Platform.Api;
using Microsoft.Extensions.Time.Testing;

namespace Helpdesk.Tests.Platform.Api;

/// <summary>How often somebody outside may do something.</summary>
public sealed class RateLimitsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _time = new();
    private readonly RateLimits _limits;

    public RateLimitsTests() => _limits = new(_time);

    [Fact]
    public void TryTake_OnceAnHour_IsRefusedUntilTheHourIsOver_HoweverOftenItIsAsked()
    {
        _limits.TryTake("a", 1, Hour).ShouldBeTrue();
        for (var minute = 0; minute < 60; minute++)
        {
            _limits.TryTake("a", 1, Hour).ShouldBeFalse();
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        _limits.TryTake("a", 1, Hour).ShouldBeTrue();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void TryTake_AsMuchAsThereIs_IsTakenToTheLast(int most)
    {
        Enumerable.Range(0, most + 5).Count(_ => _limits.TryTake("one by one", most, Hour)).ShouldBe(most);
        _limits.TryTake("at once", most, Hour, most).ShouldBeTrue();
        _limits.TryTake("too much", most, Hour, most + 1).ShouldBeFalse();
    }

    [Fact]
    public void TryTake_OfNothing_IsRefused() => _limits.TryTake("a", 0, Hour).ShouldBeFalse();

    [Fact]
    public void TryTake_MoreKeysThanAreRemembered_ForgivesNobodyWhoGoesOnKnocking()
    {
        _limits.TryTake("a", 1, Hour).ShouldBeTrue();
        for (var i = 0; i < RateLimits.MostKeys * 2; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _limits.TryTake("k" + i, 1, Hour);
            _limits.TryTake("a", 1, Hour).ShouldBeFalse();
        }

        _limits.Keys.ShouldBeLessThanOrEqualTo(RateLimits.MostKeys);
        _limits.TryTake("k" + ((RateLimits.MostKeys * 2) - 1), 1, Hour).ShouldBeFalse("the latest is remembered");
        _limits.TryTake("k0", 1, Hour).ShouldBeTrue("the oldest is forgotten");
    }
}
