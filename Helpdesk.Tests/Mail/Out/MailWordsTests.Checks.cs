using Helpdesk.Domain.Cases;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Wording;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Mail.Out;

/// <content>What is wrong with words is said at their fields.</content>
public sealed partial class MailWordsTests
{
    [Theory]
    [InlineData("Ask {{ custommer }}", "{{ case_link }} {{ closes_at }}", "mail-words.unknown", "subjectEn", "custommer")]
    [InlineData("{{ number }}", "{{ case_link }} {{ closes_at }}\n{{ message }}", "mail-words.unknown", "bodyEn", "message")]
    [InlineData("{{ number }}", "{{ case_link }} {{ closes_at }}\n{{ if zone }}", "mail-words.syntax", "bodyEn", null)]
    [InlineData("{{ number }}", "{{ case_link }} {{ closes_at }}\n{{ end }}", "mail-words.syntax", "bodyEn", null)]
    [InlineData("{{ number }}", "{{ case_link }} {{ closes_at }}\n{{ zone }", "mail-words.braces", "bodyEn", null)]
    [InlineData("Hello", "{{ case_link }} {{ closes_at }}", "mail-words.must", "subjectEn", "number")]
    [InlineData("{{ number }}", "{{ closes_at }}", "mail-words.must", "bodyEn", "case_link")]
    [InlineData("{{ number }}", "{{ case_link }}", "mail-words.must", "bodyEn", "closes_at")]
    [InlineData("{{ number }}", "{{ case_link }}{{ if is_emergency }}{{ closes_at }}{{ end }}", "mail-words.must", "bodyEn", "closes_at")]
    [InlineData("", "{{ case_link }} {{ closes_at }}", "text.required", "subjectEn", null)]
    [InlineData("{{ number }}\tx", "{{ case_link }} {{ closes_at }}", "text.one-line", "subjectEn", null)]
    public void WrongWords_AreSaidAtTheirField(string subject, string body, string code, string field, string? name)
    {
        var error = Check(MailKind.Reminder, "en", new(subject, body)).ShouldHaveSingleItem();

        (error.Code, error.Field).ShouldBe((code, field));
        if (name is not null)
            error.Args.ShouldContain(name);
        if (code == "mail-words.unknown")
            error.Args[^1]!.ToString().ShouldBe(string.Join(", ", MailPlaceholders.Of(MailKind.Reminder).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void LineOfAMistake_IsThatOfTheField() =>
        Check(MailKind.Reminder, "ja", new("{{ number }}", "{{ case_link }}\n{{ closes_at }}\n\n{{ nonsense }}"))
            .ShouldHaveSingleItem()
            .Args[0]
            .ShouldBe(4);

    [Fact]
    public void ShippedWords_SayWhatIsObligatory_AndStandInEverySample()
    {
        var templates = host.Services.GetRequiredService<MailTemplates>();
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            MailPlaceholders.Obligatory(kind).Except(MailPlaceholders.Of(kind)).ShouldBeEmpty($"{kind} knows what it must say");
            foreach (var language in MailTemplates.Languages)
                Check(kind, language, templates.OfFile(kind, language).Written)
                    .Select(e => $"{kind} {language}: {e.Code} {string.Join(", ", e.Args)}")
                    .ShouldBeEmpty();
        }
    }

    [Fact]
    public void Samples_LookLikeTheHousesOwnCases_AndTheBareOneHasNothing()
    {
        var samples = host.Services.GetRequiredService<MailSamples>().Of(MailKind.Acknowledgement, "ja");

        samples.Select(s => s.Sample).ShouldBe(Enum.GetValues<MailSample>());
        var product = samples[0].Values["product"].ShouldBeOfType<string>();
        host.Services.GetRequiredService<Catalogue>().Products.ShouldContain(p => product.StartsWith(p.NameJa, StringComparison.Ordinal));
        samples[0].Values["expected_at"].ShouldBeOfType<string>().ShouldContain("2027");
        samples[1].Values["hotline_says"].ShouldBeOfType<string>().ShouldContain("03-6206-6286");
        samples[2].Values["expected_at"].ShouldBeNull("nothing is promised without a contract");
        samples[3].Values.Values.OfType<bool>().ShouldAllBe(value => !value);
        samples[3].Values["customer"].ShouldBe("");
    }

    private IReadOnlyList<Helpdesk.Domain.Kernel.Error> Check(MailKind kind, string language, WrittenWords words) =>
        MailWordsCheck.Check(kind, language, words, host.Services.GetRequiredService<MailSamples>().Of(kind, language)).Errors;
}
