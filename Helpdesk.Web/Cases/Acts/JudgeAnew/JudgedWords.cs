using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.JudgeAnew;

/// <summary>Says what was corrected and what became of the verdict, for the time line.</summary>
internal static class JudgedWords
{
    public static string Said(IStringLocalizer<CaseText> text, DomainWords domain, CaseJudgedAnew judged, ReaderTime time)
    {
        string[] fields =
        [
            .. judged.Corrected.Select(f =>
                f.Name == "contact" ? text["correct.contact"].Value : $"{text["correct." + f.Name]} {f.Before ?? "–"} → {f.After ?? "–"}"
            ),
        ];
        var verdict =
            (judged.Before.Kind, judged.Before.Tier) == (judged.After.Kind, judged.After.Tier)
                ? text["judge.verdict.same"].Value
                : $"{Of(domain, judged.Before)} → {Of(domain, judged.After)}";
        var dues = judged.Dues is { OldDueAt: null, NewDueAt: null } ? null : $" ({At(judged.Dues.OldDueAt)} → {At(judged.Dues.NewDueAt)})";
        if (judged.BecameKnown)
            dues += " " + text["judge.became-known"];
        return text[fields.Length > 0 ? "ev.CaseJudgedAnew.corrected" : "ev.CaseJudgedAnew", string.Join(", ", fields), verdict] + dues;

        string At(Instant? at) => at is { } due ? time.Short(due) : "–";
    }

    public static string Of(DomainWords domain, Helpdesk.Domain.Entitlements.Verdict verdict) =>
        $"{domain.Of(verdict.Kind)} · {domain.Of(verdict.Tier)}";
}
