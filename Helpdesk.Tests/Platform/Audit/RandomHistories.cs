using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Cases;
using Helpdesk.Web.Platform.Data;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Platform.Audit;

/// <summary>One step: what is done to which case, with which words, and whether it is saved at once or with the next.</summary>
internal sealed record Step(int Case, int Act, string Words, bool Save);

/// <summary>Lives of several cases, interleaved, saved now and then.</summary>
internal static class RandomHistories
{
    // Readable, with what encodings trip over: quotes, line breaks, Japanese, a pair of surrogates.
    private static readonly string[] s_texts = ["", "a", "it's \"so\"\r\n", "ログを送りました。", "😀", new string('x', 3000)];
    private static readonly Gen<string> s_words = Gen.Int[0, s_texts.Length - 1].Select(i => s_texts[i]);

    public static readonly Gen<Step[]> Steps = Gen.Select(
        Gen.Int[0, 3],
        Gen.Int[0, 11],
        s_words,
        Gen.Bool,
        (which, act, words, save) => new Step(which, act, words, save)
    ).Array[3, 30];

    /// <summary>Plays it into the laboratory's database.</summary>
    public static void Play(ChainFixture fixture, Step[] steps)
    {
        using var db = fixture.Open();
        var cases = new List<Case>();
        var now = CaseFixture.Opened;
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            now += Duration.FromMinutes(7);
            if (step.Case >= cases.Count)
            {
                cases.Add(fixture.NewCase(step.Words, i % 2 == 0 ? "taken by phone" : null));
                db.Cases.Add(cases[^1]);
            }
            else
            {
                Act(
                    cases[step.Case],
                    step,
                    ChainFixture.Context with
                    {
                        Now = now,
                        Actor = step.Act % 3 == 0 ? Actor.System("silence") : CaseFixture.Agent,
                    }
                );
            }

            if (step.Save || i == steps.Length - 1)
                db.SaveChanges();
        }
    }

    // A refusal changes nothing, which is a step like any other.
    private static void Act(Case c, Step step, CaseContext at) =>
        _ = step.Act switch
        {
            0 => c.Assign(CaseFixture.Sato, "佐藤 麻衣", at),
            1 => c.Reply(step.Words, at),
            2 => c.Note(step.Words, at),
            3 => c.CustomerMessage(step.Words, at),
            4 => c.LogCall(CallDirection.Incoming, false, step.Words, at),
            5 => c.RequestCallback("03-1", null, step.Words.Length == 0 ? null : step.Words, at),
            6 => c.ChangeSeverity(c.Severity == Severity.High ? Severity.Medium : Severity.High, step.Words, at),
            7 => c.OfferSolution(step.Words, at),
            8 => c.Confirm(ConfirmedBy.Mail, null, null, at),
            9 => c.Close(ClosingReason.Confirmed, null, step.Words, at),
            10 => c.Reopen(step.Words, at),
            _ => c.AskForMore([RequestedItem.Logs], step.Words, at),
        };
}
