using System.Security.Claims;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Quartz;

namespace Helpdesk.Web.Demo;

/// <summary>
/// A trickle of live events (<c>Demo:Traffic</c>), through the same commands that people use, so that one can watch the queue breathe.
/// </summary>
[DisallowConcurrentExecution]
public sealed class DemoTrafficJob(CaseFeed feed, CaseCommandRunner runner, OpenCaseHandler open, ILogger<DemoTrafficJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var random = Chance.Dice;
        var who = DemoPeople.All[random.Next(3)];
        var principal = Principal(who);
        var refused =
            random.Next(5) == 0
                ? (await open.HandleAsync(NewCase(random), Channel.Web, null, principal, cancellationToken)).Errors
                : await ActAsync(random, who, principal, cancellationToken);
        // A trickle may well try what the case does not allow just then.
        if (refused.Count > 0)
            log.LogDebug("Demo traffic was refused: {Code}", refused[0].Code);
    }

    private async Task<IReadOnlyList<Helpdesk.Domain.Kernel.Error>> ActAsync(
        Random random,
        DemoPerson who,
        ClaimsPrincipal principal,
        CancellationToken cancellation
    )
    {
        // Near the top of the queue, where people look.
        var order = feed.Order(QueueView.Now);
        if (order.Count == 0 || feed.Find(order[random.Next(Math.Min(25, order.Count))].Id) is not { } entry)
            return [];
        var ja = entry.Language == "ja";
        return random.Next(4) switch
        {
            0 => (await runner.RunAsync(entry.Number, null, new AssignCase(who.Id, who.DisplayName), principal, cancellation)).Errors,
            1 => (
                await runner.RunAsync(
                    entry.Number,
                    null,
                    new ReplyToCustomer(Pick(random, ja ? DemoStories.RepliesJa : DemoStories.RepliesEn)),
                    principal,
                    cancellation
                )
            ).Errors,
            2 => (
                await runner.RunAsync(
                    entry.Number,
                    null,
                    new AddNote(Pick(random, ja ? DemoStories.NotesJa : DemoStories.NotesEn)),
                    principal,
                    cancellation
                )
            ).Errors,
            _ => (
                await runner.RunAsync(
                    entry.Number,
                    null,
                    new RecordCustomerMessage(ja ? "ログを送りました。" : "The logs are on their way."),
                    principal,
                    cancellation
                )
            ).Errors,
        };
    }

    private static OpenCaseRequest NewCase(Random random)
    {
        var customer = random.Next(DemoRecords.Customers.Length);
        var from = DemoRecords.Customers[customer];
        var story = DemoStories.All[random.Next(DemoStories.All.Length)];
        var ja = from.Language == "ja";
        return new OpenCaseRequest
        {
            UserKind = UserKind.Business,
            ContactName = from.Contact,
            Email = from.Email,
            Phone = from.Phone,
            Organisation = from.Organisation,
            Language = from.Language,
            Product = from.ProductCode,
            ProductVersion = DemoRecords.Products.Single(p => p.Code == from.ProductCode).Numbers.Last(),
            SerialNumber = DemoRecords.SerialOf(customer),
            RequestType = story.Type,
            Severity = story.Severity,
            Subject = ja ? story.Ja : story.En,
            Description = ja ? story.JaText : story.EnText,
            Consent = true,
        };
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static ClaimsPrincipal Principal(DemoPerson who) =>
        new(
            new ClaimsIdentity(
                [
                    new(ClaimTypes.NameIdentifier, who.Id.ToString()),
                    new(PersonClaims.DisplayName, who.DisplayName),
                    .. who.Roles.Select(r => new Claim(ClaimTypes.Role, r)),
                ],
                "demo traffic"
            )
        );
}
