using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Platform.Components;

/// <summary>An instant in a refusal is said in the reader's zone and language, as everywhere on the screen.</summary>
public sealed class ErrorTimesTests(MailHost host) : IClassFixture<MailHost>
{
    [Theory]
    [InlineData("en", null, "Ueda Ryo has it since Thu 26 Nov 2026 00:04.")]
    [InlineData("en", "Europe/Berlin", "Ueda Ryo has it since Wed 25 Nov 2026 16:04.")]
    [InlineData("ja", null, "2026年11月26日(木) 00:04にUeda Ryoさんが引き受けました。")]
    public void Instant_IsSaidInTheReadersZone(string language, string? zone, string said) =>
        Say(language, zone, new Error("page.taken", null, "Ueda Ryo", Instant.FromUtc(2026, 11, 25, 15, 4, 18))).ShouldBe(said);

    [Fact]
    public void Instant_BeyondEveryCalendar_IsSaidAllTheSame() =>
        Say("en", null, new Error("page.over", null, Instant.MaxValue)).ShouldContain("9999-12-31T23:59:59Z");

    private string Say(string language, string? zone, Error error)
    {
        using var scope = host.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<CurrentPerson>().BrowserTimeZone = zone;
        using var speaking = MailWords.Speak(language);
        return scope.ServiceProvider.GetRequiredService<ErrorWords>().Of(error);
    }
}
