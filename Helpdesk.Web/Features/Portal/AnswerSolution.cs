using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Commands;
using Helpdesk.Web.Data;
using Helpdesk.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Features.Portal;

/// <summary>What the holder of a link sees of the case before answering.</summary>
public sealed record AskedCase(string Number, string Subject, bool IsClosed);

/// <summary>The customer says whether the offered solution helped (spec H5, U5).</summary>
/// <param name="Text">What is still wrong; may be empty.</param>
public sealed record AnswerSolution(string? Token, bool Solved, string? Text);

public sealed class AnswerSolutionRules : AbstractValidator<AnswerSolution>
{
    public AnswerSolutionRules() => RuleFor(a => a.Text).AtMost(20_000).Readable();
}

/// <summary>Lets the holder of a signed link answer: the token is the authorisation, whichever page or program sends it.</summary>
public sealed class AnswerSolutionHandler(
    IDbContextFactory<HelpdeskDb> databases, WriteGate gate, CaseSaver saver, CustomerLinks links, SupportProgramme programme, IClock clock, IValidator<AnswerSolution> rules, IStringLocalizer<PortalText> text,
    AbsenceBoard absences)
{
    /// <summary>What the link is about; changes nothing, for mail scanners follow links. Refused with <c>link.answer-dead</c>, whatever is wrong with it.</summary>
    public async Task<Result<AskedCase>> FindAsync(string? token, CancellationToken cancellation)
    {
        if (links.CaseOf(LinkPurpose.AnswerSolution, token) is not { } id)
            return Result<AskedCase>.Refuse("link.answer-dead");
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db.Cases.Where(c => c.Id == id).Select(c => new AskedCase(c.Number, c.Subject, c.Status == CaseStatus.Closed)).SingleOrDefaultAsync(cancellation);
        return found is null ? Result<AskedCase>.Refuse("link.answer-dead") : found;
    }

    /// <returns><c>link.answer-dead</c>, <c>link.answer-late</c> when the case is closed already, or the case's own rules.</returns>
    public async Task<Result> HandleAsync(AnswerSolution command, CancellationToken cancellation)
    {
        if (links.CaseOf(LinkPurpose.AnswerSolution, command.Token) is not { } id)
            return Result.Refuse("link.answer-dead");
        if (await rules.ValidateAsync(command, cancellation) is { IsValid: false } wrong)
            return Result.Refuse(wrong.ToErrors());
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.Cases.Include(c => c.Clocks).Include(c => c.Links).SingleOrDefaultAsync(c => c.Id == id, CancellationToken.None) is not { } target)
            return Result.Refuse("link.answer-dead");
        // Pressed twice, the same answer is given once.
        if (target.IsClosed)
            return command.Solved && target.ClosingReason == ClosingReason.Confirmed ? Result.Ok : Result.Refuse("link.answer-late");
        var context = new CaseContext(clock.GetCurrentInstant(), new Actor(ActorKind.Customer, null, target.Contact.Name), programme) { IsAway = absences.IsAway, StandIn = absences.StandIn };
        var done = command.Solved ? Confirm(target, context) : target.CustomerMessage(WordsOf(command, target), context);
        if (!done.IsOk)
            return done;
        var saved = await saver.SaveAsync(db, target);
        return saved.IsOk ? Result.Ok : Result.Refuse(saved.Errors);
    }

    private static Result Confirm(Case target, CaseContext context)
    {
        var resolved = target.Status == CaseStatus.Resolved ? Result.Ok : target.Resolve(confirmedByCustomer: true, null, context);
        return resolved.IsOk ? target.Close(ClosingReason.Confirmed, null, null, context) : resolved;
    }

    // A press of the button alone says enough; the time line says it in the customer's language.
    private string WordsOf(AnswerSolution command, Case target)
    {
        if (!string.IsNullOrWhiteSpace(command.Text))
            return command.Text.Trim();
        using var speaking = MailWords.Speak(MailComposer.LanguageOf(target));
        return text["not-solved.without-words"];
    }
}
