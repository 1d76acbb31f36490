using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Mail.Out;
using NodaTime;

namespace Helpdesk.Tests.Cases.ReplyTemplates;

/// <summary>A template filled with a case: its facts, as text, in the customer's language (spec U6).</summary>
public sealed class FilledTemplateTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Fill_SaysTheCasesFacts_InTheCustomersLanguage_U6()
    {
        await _host.SaveTemplateAsync(
            TemplateSteps.New with
            {
                BodyJa = "{{ customer }} {{ number }} {{ product }} {{ version }} {{ serial }} {{ severity }} {{ agent }} {{ due }}",
                BodyEn = "{{ customer }} {{ severity }} {{ due }}",
            }
        );
        var opened = await _host.OpenAsync();

        (await _host.OfferedAsync(opened, "ja")).Text.ShouldBe(
            $"山本 健一 様 {opened.Number} ShadowProtect Server 5.2.7 SP-1000-7300 高 Kato Kenta 2027年6月10日(木) 10:00 JST"
        );
        (await _host.OfferedAsync(opened, "en")).Text.ShouldBe("山本 健一 High Thu 10 Jun 2027 10:00 JST");
        (await _host.OfferedAsync(opened, "en", DateTimeZoneProviders.Tzdb["Europe/Berlin"])).Text.ShouldBe(
            "山本 健一 High Thu 10 Jun 2027 03:00 CEST (Thu 10 Jun 2027 10:00 JST)",
            "in the writer's zone, the programme's named beside it"
        );
    }

    [Fact]
    public async Task Fill_ValuesAreText_NeverATemplateAgain()
    {
        await _host.SaveTemplateAsync(TemplateSteps.New with { BodyEn = "About {{ subject }}." });
        var opened = await _host.OpenAsync(r => r with { Subject = "{{ hotline }} {{ 1 / 0 }} <b>" });

        (await _host.OfferedAsync(opened, "en")).Text.ShouldBe("About {{ hotline }} {{ 1 / 0 }} <b>.");
    }

    [Fact]
    public async Task Fill_APromiseBroken_IsNotPromisedAgain()
    {
        await _host.SaveTemplateAsync(TemplateSteps.New with { BodyEn = "x{{ if due }} by {{ due }}{{ end }}" });
        var opened = await _host.OpenAsync();
        _host.Time.Advance(TimeSpan.FromDays(3));

        (await _host.OfferedAsync(opened, "en")).Text.ShouldBe("x");
    }
}
