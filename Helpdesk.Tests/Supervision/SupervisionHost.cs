using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Plan;
using Helpdesk.Web.Workforce.Absences;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Supervision;

/// <summary>The console on a real SQLite file, as supervisors use it; Wednesday 9 June 2027, 10:00 in Tokyo.</summary>
public sealed class SupervisionHost : IAsyncLifetime
{
    public static readonly ClaimsPrincipal Mori = As(DemoPeople.Mori);
    public static readonly ClaimsPrincipal Admin = As(DemoPeople.Admin);
    public static readonly ClaimsPrincipal Kato = As(DemoPeople.Kato);

    public MailHost Host { get; } = new();

    public CaseFeed Feed => Host.Services.GetRequiredService<CaseFeed>();

    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        await Feed.Loaded.WaitAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public static ClaimsPrincipal As(DemoPerson person) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, person.Id.ToString()),
                    new Claim(PersonClaims.DisplayName, person.DisplayName),
                    .. person.Roles.Select(r => new Claim(ClaimTypes.Role, r)),
                ],
                "test"
            )
        );

    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<Result<Reassignment>> ApplyAsync(IEnumerable<PlanMove> moves, ClaimsPrincipal? who = null) =>
        WithAsync<PlanHandlers, Result<Reassignment>>(h => h.HandleAsync(new ApplyPlan([.. moves]), who ?? Mori));

    public Task<Result<Reassignment>> UndoAsync(Guid id, ClaimsPrincipal? who = null) =>
        WithAsync<PlanHandlers, Result<Reassignment>>(h => h.HandleAsync(new UndoPlan(id), who ?? Mori));

    public Task<Result<Reassignment>> AgainAsync(Guid id) =>
        WithAsync<PlanHandlers, Result<Reassignment>>(h => h.HandleAsync(new ApplyPlanAgain(id), Mori));

    public async Task<PlanDraft> PlanAsync(PlanSelection selection)
    {
        var made = await WithAsync<ProposePlanQuery, Result<PlanDraft>>(q =>
            q.RunAsync(selection, null, Mori, TestContext.Current.CancellationToken)
        );
        made.IsOk.ShouldBeTrue(made.IsOk ? null : made.Errors[0].Code);
        return made.Value;
    }

    public static PlanSelection Of(DemoPerson person) => new(person.UserName, null, null, []);

    public async Task<QueueEntry> DoAsync<TCommand>(string number, TCommand command, ClaimsPrincipal? who = null)
        where TCommand : ICaseCommand
    {
        var done = await WithAsync<CaseCommandRunner, Result<QueueEntry>>(r =>
            r.RunAsync(number, null, command, who ?? Mori, TestContext.Current.CancellationToken)
        );
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
        return done.Value;
    }

    /// <summary>Cases of somebody's own and no other: what the demo gave them goes into the queue first.</summary>
    public async Task<IReadOnlyList<Case>> GiveAsync(DemoPerson person, int count)
    {
        foreach (var key in Feed.Order(QueueView.Mine, person.Id))
            await DoAsync(Feed.Find(key.Id)!.Number, new UnassignCase());
        List<Case> given = [];
        for (var i = 0; i < count; i++)
        {
            given.Add(await Host.OpenAsync());
            await DoAsync(given[^1].Number, new AssignCase(person.Id, person.DisplayName));
        }

        return given;
    }

    public Task<Result<Guid>> AwayAsync(DemoPerson person, DemoPerson? substitute = null) =>
        WithAsync<AbsenceHandlers, Result<Guid>>(h =>
            h.HandleAsync(new SaveAbsence(null, 0, person.Id, Host.Now, Host.Now + Duration.FromDays(1), substitute?.Id), Mori)
        );
}
