using Helpdesk.Domain.Mail;

namespace Helpdesk.Tests.Mail.In.Corpus;

/// <summary>What was said now, over the mail programs and languages of the world (issue 13).</summary>
public sealed class ReplyTests
{
    public static TheoryData<string> Names() => [.. ReplyCorpus.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reply_IsCutWhereAPersonWouldCut(string name)
    {
        var reply = ReplyCorpus.All.Single(r => r.Name == name);
        Reply.Lines(MailParts.Own(reply.Read())).ShouldBe(reply.Own);
    }

    [Fact]
    public void Corpus_HasEveryLanguage_OfEveryProgram()
    {
        string[] languages = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "sv", "nb", "da", "zh", "ko", "ja"];
        string[] programs = ["gmail-text", "gmail-html", "outlook-text", "outlook-html", "apple", "thunderbird", "samsung"];
        var names = ReplyCorpus.All.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        programs.SelectMany(p => languages.Select(l => p + "-" + l)).Where(n => !names.Contains(n)).ShouldBeEmpty();
    }

    [Fact]
    public void QuestionsThatAreAnswered_StayInSight()
    {
        var parts = MailParts.Split("> Which version?\n5.2.7\n> Which system?\nWindows\n> Regards");
        parts.Select(p => p.IsAnswered).ShouldBe([true, false, true, false, false]);
    }
}
