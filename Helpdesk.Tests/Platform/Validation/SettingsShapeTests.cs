using System.Reflection;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Helpdesk.Tests.Platform.Validation;

/// <summary>No setting that somebody wrote is passed over in silence.</summary>
public sealed class SettingsShapeTests
{
    [Theory]
    [InlineData("OnCall:WebHook", "https://pager.example", "OnCall:WebHook takes no value of its own", "OnCall:WebHook:Url")]
    [InlineData("OnCall:AcknowledgeWithn", "00:05:00", "OnCall:AcknowledgeWithn is no setting", "OnCall:AcknowledgeWithin")]
    [InlineData("OnCall:WebHook:Adress", "https://pager.example", "OnCall:WebHook:Adress is no setting", "OnCall:WebHook:Url")]
    public void WrongKey_IsNamedWithTheWayOut(string key, string value, string wrong, string wayOut)
    {
        var failure = Failures<PagingOptions>(PagingOptions.Section, key, value).ShouldHaveSingleItem();
        failure.ShouldStartWith(wrong);
        failure.ShouldContain(wayOut);
    }

    [Fact]
    public void ValueForAList_IsRefused() =>
        Failures<MailInOptions>(MailInOptions.Section, "MailIn:OwnAddresses", "a@vendor.example")
            .ShouldHaveSingleItem()
            .ShouldStartWith("MailIn:OwnAddresses takes a list, but is \"a@vendor.example\": set MailIn:OwnAddresses:0");

    [Fact]
    public void SectionForAValue_IsRefused() =>
        Failures<MailOptions>(MailOptions.Section, "Mail:Port:Number", "25")
            .ShouldHaveSingleItem()
            .ShouldStartWith("Mail:Port takes a single value, but Mail:Port:Number is set");

    [Theory]
    [InlineData("oncall:webhook:url", "https://pager.example")]
    [InlineData("OnCall:WebHook", "")]
    [InlineData("OnCall:ActWithin", "00:10:00")]
    [InlineData("OnCall:WorkWithin", "02:00:00")]
    public void GoodKey_IsTaken(string key, string value) =>
        Failures<PagingOptions>(PagingOptions.Section, key, value)
            .ShouldBeEmpty("however it is spelled, and an empty section says nothing");

    [Fact]
    public async Task EverySection_IsChecked()
    {
        await using var app = HelpdeskApp.Build(["--Data:Directory=" + Path.GetTempPath()]);
        var missing = Sections().Where(type => !IsChecked(app.Services, type)).Select(type => type.Name);
        Sections().Count().ShouldBeGreaterThan(10, "the scan finds them");
        missing.ShouldBeEmpty("bind them with BindSettings");
    }

    // The programme's section has dictionaries, and checks itself.
    private static IEnumerable<Type> Sections() =>
        typeof(DataOptions)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type != typeof(ProgrammeOptions))
            .Where(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is not null);

    private static bool IsChecked(IServiceProvider services, Type options) =>
        services
            .GetServices(typeof(IValidateOptions<>).MakeGenericType(options))
            .Any(check => check!.GetType() == typeof(SettingsShape<>).MakeGenericType(options));

    private static IEnumerable<string> Failures<TOptions>(string section, string key, string value)
        where TOptions : class, new()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
        return new SettingsShape<TOptions>(configuration, section).Validate(null, new TOptions()).Failures ?? [];
    }
}
