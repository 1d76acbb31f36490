using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Portal.CustomerPage;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Portal.Visit;

/// <summary>What each act of a customer does in a case (spec U5).</summary>
public sealed class CustomerActMoves(IStringLocalizer<PortalText> text)
{
    /// <param name="hasFiles">Whether files come along.</param>
    public Result Do(Case target, CustomerAct act, bool hasFiles, CaseContext context) =>
        act switch
        {
            WriteMessage write when string.IsNullOrWhiteSpace(write.Text) && !hasFiles => Result.Refuse("message.empty", "text"),
            WriteMessage write => target.CustomerMessage(WordsOr(write.Text, "files.without-words", target), context),
            ConfirmSolution => Confirm(target, context),
            RejectSolution reject => target.CustomerMessage(WordsOr(reject.Text, "not-solved.without-words", target), context),
            AskForUrgency ask => target.RequestEscalation(
                ask.WorkaroundExists!.Value,
                ask.EffectIsSerious!.Value,
                ask.BusinessImpact!.Trim(),
                context
            ),
            AskToBeCalled ask => AskForCall(target, ask, context),
            ComeBack again => Reopen(target, again, hasFiles, context),
            NoLongerNeeded end => End(target, end, context),
            _ => throw new InvalidOperationException("No way to do " + act.GetType().Name),
        };

    /// <summary>
    /// Does in the case that goes on what was asked for on the page of a duplicate (spec I5). That page ends nothing in another case,
    /// but nothing that was said there is lost: it comes as words.
    /// </summary>
    public Result DoElsewhere(Case target, CustomerAct act, bool hasFiles, CaseContext context)
    {
        var isContent = act is ConfirmSolution or NoLongerNeeded { Text: null or "" };
        if (
            target.IsClosed
            && (isContent ? Result.Refuse("link.answer-late") : target.Reopen(null, context, StatedBy(act, target)))
                is { IsOk: false } refused
        )
            return refused;
        return act switch
        {
            ConfirmSolution => target.CustomerMessage(WordsOr(null, "solved.without-words", target), context),
            NoLongerNeeded end => target.CustomerMessage(WordsOr(end.Text, "end.without-words", target), context),
            ComeBack again => target.CustomerMessage(WordsOr(again.Text, "again.without-words", target), context),
            _ => Do(target, act, hasFiles, context),
        };
    }

    private static Result Confirm(Case target, CaseContext context)
    {
        // Pressed twice, the same answer is given once.
        if (target.IsClosed)
            return target.ClosingReason == ClosingReason.Confirmed ? Result.Ok : Result.Refuse("link.answer-late");
        var resolved = target.ConfirmedAt is not null ? Result.Ok : target.Confirm(ConfirmedBy.Page, null, null, context);
        return resolved.IsOk ? target.Close(ClosingReason.Confirmed, null, null, context) : resolved;
    }

    private static Result AskForCall(Case target, AskToBeCalled ask, CaseContext context) =>
        CallsToCustomers.MayBeAsked(target)
            ? target.RequestCallback(ask.Phone!.Trim(), null, string.IsNullOrWhiteSpace(ask.Text) ? null : ask.Text.Trim(), context)
            : Result.Refuse("call.not-included", "phone");

    // Our mail about the reopening carries our words only; the customer's come as a message of theirs.
    private Result Reopen(Case target, ComeBack again, bool hasFiles, CaseContext context)
    {
        if (!target.IsClosed || target.ClosingReason == ClosingReason.Merged)
            return Result.Refuse("link.answer-late");
        var reopened = target.Reopen(null, context, StatedBy(again, target));
        return !reopened.IsOk || (string.IsNullOrWhiteSpace(again.Text) && !hasFiles)
            ? reopened
            : target.CustomerMessage(WordsOr(again.Text, "files.without-words", target), context);
    }

    private StatedAnew? StatedBy(CustomerAct act, Case target) =>
        act is ComeBack { Stated: { } severity } ? new StatedAnew(severity, WordsOr(null, "again.stated", target)) : null;

    private static Result End(Case target, NoLongerNeeded end, CaseContext context)
    {
        var said = string.IsNullOrWhiteSpace(end.Text) ? Result.Ok : target.CustomerMessage(end.Text.Trim(), context);
        return said.IsOk ? target.Close(ClosingReason.NoLongerNeeded, null, null, context) : said;
    }

    // A press of the button alone says enough; the time line says it in the customer's language.
    private string WordsOr(string? words, string key, Case target)
    {
        if (!string.IsNullOrWhiteSpace(words))
            return words.Trim();
        using var speaking = MailWords.Speak(MailComposer.LanguageOf(target));
        return text[key];
    }
}
