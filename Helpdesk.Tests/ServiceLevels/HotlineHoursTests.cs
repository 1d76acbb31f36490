using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>When somebody answers the emergency line (spec P1, H4).</summary>
public sealed class HotlineHoursTests
{
    [Theory]
    [InlineData(16, 8, 59, false, 16)]
    [InlineData(16, 9, 0, true, null)]
    [InlineData(16, 16, 59, true, null)]
    [InlineData(16, 17, 0, false, 17)]
    [InlineData(21, 2, 13, false, 24)]
    public void Standard_IsStaffedInBusinessHours_P1(int day, int hour, int minute, bool open, int? opensOn)
    {
        // Monday 23 November 2026 is a public holiday.
        var line = HotlineHours
            .Of(SampleProgramme.Programme, SupportTier.Standard, SampleProgramme.Tokyo(2026, 11, day, hour, minute))
            .ShouldNotBeNull();
        line.IsOpen.ShouldBe(open);
        line.OpensAt.ShouldBe(opensOn is { } next ? SampleProgramme.Tokyo(2026, 11, next, 9) : null);
    }

    [Fact]
    public void Premium_IsAlwaysStaffed_AndSelfServiceHasNoLine_P1()
    {
        var night = SampleProgramme.Tokyo(2026, 11, 21, 2, 13);
        HotlineHours.Of(SampleProgramme.Programme, SupportTier.Premium, night)!.IsOpen.ShouldBeTrue();
        HotlineHours.Of(SampleProgramme.Programme, SupportTier.SelfService, night).ShouldBeNull();
    }
}
