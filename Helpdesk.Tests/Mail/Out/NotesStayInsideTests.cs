using System.Reflection;
using System.Text.Json.Serialization;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Architecture;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Mail.Out;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>A note never reaches a mail: there is no way to write one (type), and none comes out (behaviour).</summary>
public sealed class NotesStayInsideTests(MailHost host) : IClassFixture<MailHost>
{
    public static TheoryData<Type> Events() =>
        [.. typeof(CaseEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType)];

    [Theory]
    [MemberData(nameof(Events))]
    public void WordsOfAnEvent_AreForTheCustomer_OnlyIfItSaysSo(Type kind)
    {
        var happened = (CaseEvent)
            Activator.CreateInstance(
                kind,
                [
                    .. kind.GetConstructors()
                        .Single(c => c.GetParameters() is not [{ ParameterType: var only }] || only != kind)
                        .GetParameters()
                        .Select(Sample),
                ]
            )!;

        var words = MailComposer.WordsOf(new TimelineEntry(NodaTime.Instant.FromUnixTimeSeconds(0), Actor.System("test"), happened, 1));

        if (happened is { Voice: Voice.Reply, CustomerMayRead: true, Words: not null })
            words.ShouldNotBeNull().Text.ShouldBe(happened.Words);
        else
            words.ShouldBeNull();
        if (MailComposer.KindOf(happened) is { } mail && MailPlaceholders.Of(mail).Contains("message"))
            (happened.CustomerMayRead, happened.Voice).ShouldBe(
                (true, Voice.Reply),
                "a mail with a person's words is built from what was said to the customer"
            );
    }

    [Fact]
    public void ReplyWords_CanBeMadeOfNothingElse() =>
        typeof(ReplyWords).GetConstructors(BindingFlags.Public | BindingFlags.Instance).ShouldBeEmpty();

    [Fact]
    public void MailRoom_KnowsNoNotes() =>
        typeof(MailComposer)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(MailComposer).Namespace && TypeUses.Of(type).Contains(typeof(NoteWords)))
            .ShouldBeEmpty();

    [Fact]
    public void Note_CallsForNoMail() => MailComposer.KindOf(new NoteAdded("secret")).ShouldBeNull();

    [Fact]
    public async Task Note_OnABusyCase_IsInNoMail()
    {
        var opened = await host.OpenAsync();
        await host.DoAsync(opened, new AddNote("zzz-secret-zzz"));
        await host.DoAsync(opened, new ReplyToCustomer("hello"));

        var mails = await host.MailsOfAsync(opened);

        mails.Count.ShouldBe(2);
        mails.ShouldAllBe(m => !(m.Subject + m.TextBody + m.HtmlBody).Contains("zzz-secret-zzz", StringComparison.Ordinal));
    }

    private static object? Sample(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "words"
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;
}
