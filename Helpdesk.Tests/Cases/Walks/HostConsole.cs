using System.Globalization;
using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Tests.People;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Escalate;
using Helpdesk.Web.Cases.Acts.JudgeAnew;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Cases.Acts.Scope;
using Helpdesk.Web.Cases.Acts.Wait;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.CustomerSilence;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Supervision.Attention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>
/// The console's own handlers on a real database, on the walk's clock. After each act that is accepted a second person, who saw what the
/// first one saw, does something too, and must be refused without a trace.
/// </summary>
internal sealed partial class HostConsole(OnCallHost host, List<Case> cases) : IConsoleUnderWalk
{
    /// <summary>The first three have cases by day; all of them have nights.</summary>
    public static readonly DemoPerson[] Colleagues =
    [
        DemoPeople.Kato,
        DemoPeople.Wagner,
        DemoPeople.Ito,
        DemoPeople.Ueda,
        DemoPeople.Mori,
        DemoPeople.Tanaka,
        DemoPeople.Sato,
    ];

    // In nights each act has its own doer; the customer's are noted by somebody who has no part in them.
    private ClaimsPrincipal _me = OnCallHost.As(DemoPeople.Kato);

    public Case this[int number] => cases[number];

    /// <summary>How often somebody came second and was refused.</summary>
    public int Refused { get; private set; }

    public static async Task<HostConsole> OpenAsync(OnCallHost host, Walk walk)
    {
        List<Case> cases = [];
        foreach (var opened in walk.Cases)
        {
            var serial = opened.Records == "unknown serial" ? "SP-9999-0000" : SerialOf(opened.Tier);
            cases.Add(await host.OpenAsync(opened.Severity, request => request with { SerialNumber = serial }));
        }

        return new(host, cases);
    }

    public void GoTo(Instant now)
    {
        if (now > host.Now)
            host.Time.SetUtcNow(now.ToDateTimeOffset());
    }

    public async Task<View> SeeAsync(int number)
    {
        var one = await LoadAsync(number);
        var owner = Array.FindIndex(Colleagues, p => p.Id == one.OwnerId);
        return View.Of(one, host.Services.GetRequiredService<SupportProgramme>()) with { Owner = one.OwnerId is null ? null : owner };
    }

    public async Task<bool> DoAsync(Step step)
    {
        if (step.Act == Act.Restart)
        {
            await host.KillAndRestartAsync();
            return true;
        }

        if (step.Act == Act.Keeper)
            return await KeepAsync(step);
        if (step.Act == Act.Split)
            return await SplitAsync(step);
        var before = (await LoadAsync(step.Case)).Version;
        var done = await RunAsync(step, before);
        if (done.IsOk)
            await SecondAsync(step, before);
        return done.IsOk;
    }

    /// <summary>Does an act of a night, by whoever the step says.</summary>
    public async Task<bool> DoByAsync(Step step)
    {
        _me = step.Who is { } who ? OnCallHost.As(Colleagues[who]) : IntakeHost.Agent;
        return (await RunAsync(step, (await LoadAsync(step.Case)).Version)).IsOk;
    }

    /// <summary>Two people act at once; which of them comes first is nobody's choice.</summary>
    /// <param name="asSeen">Each does it only if their case is still as they saw it.</param>
    /// <returns>Whether each was accepted.</returns>
    public async Task<(bool One, bool Other)> AtOnceAsync(Step one, Step other, bool asSeen)
    {
        int? first = asSeen ? (await LoadAsync(one.Case)).Version : null;
        int? second = asSeen ? (await LoadAsync(other.Case)).Version : null;
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Result<QueueEntry>> Then(Step step, int? version) =>
            Task.Run(
                async () =>
                {
                    await start.Task;
                    return await RunAsync(step, version);
                },
                TestContext.Current.CancellationToken
            );
        var both = new[] { Then(one, first), Then(other, second) };
        start.SetResult();
        var done = await Task.WhenAll(both);
        return (done[0].IsOk, done[1].IsOk);
    }

    private async Task<bool> KeepAsync(Step step)
    {
        var before = (await LoadAsync(step.Case)).Version;
        await host.Services.GetRequiredService<SilenceKeeper>().RunAsync(TestContext.Current.CancellationToken);
        return (await LoadAsync(step.Case)).Version != before;
    }

    private async Task SecondAsync(Step step, int seen)
    {
        var after = await LoadAsync(step.Case);
        var second = await RunAsync(step.Case, seen, new AddNote("I saw it, too."), OnCallHost.As(DemoPeople.Tanaka));
        second.Errors.ShouldHaveSingleItem().Code.ShouldBe("case.changed");
        (await LoadAsync(step.Case)).Version.ShouldBe(after.Version);
        Refused++;
    }

    private Task<Case> LoadAsync(int number) =>
        host.ReadAsync(db =>
            db.Cases.AsNoTracking()
                .Include(c => c.Clocks.OrderBy(k => k.Id))
                .SingleAsync(c => c.Id == cases[number].Id, TestContext.Current.CancellationToken)
        );

    private Task<Result<QueueEntry>> RunAsync(Step step, int? version) =>
        step.Act switch
        {
            Act.Assign => Run(step, version, new AssignCase(Person(step).Id, Person(step).DisplayName, OwnerSeen.Anybody)),
            Act.Take => Run(step, version, new TakeCase(Seen(step)), Person(step)),
            Act.Unassign => Run(step, version, new UnassignCase()),
            Act.Note => Run(step, version, new AddNote("text")),
            Act.Reply => Run(step, version, new ReplyToCustomer("text", step.What == "stale" ? version - 1 : version)),
            Act.Ask => Run(step, version, new AskForMore([RequestedItem.Logs], "text")),
            Act.Offer => Run(step, version, new OfferSolution("text")),
            Act.Scope => Run(step, version, new MarkScope(OutOfScopeTopic.DataRecovery, "text")),
            Act.DeclineEscalation => Run(step, version, new DeclineEscalation("text")),
            Act.CallReached => Run(step, version, new LogCall(CallDirection.Outgoing, true, "text")),
            Act.CallFailed => Run(step, version, new LogCall(CallDirection.Outgoing, false, "text")),
            Act.RangAnswered => Run(step, version, new LogCall(CallDirection.Incoming, true, "text")),
            Act.RangMissed => Run(step, version, new LogCall(CallDirection.Incoming, false, "text")),
            Act.CallMe => Run(step, version, new RequestCallback(null, null, null)),
            Act.PromiseCall => Run(step, version, new RequestCallback(null, host.Now + Hours(step), null)),
            Act.ReleaseCall => ReleaseAsync(step, version),
            Act.Writes => Run(step, version, new RecordCustomerMessage("text")),
            Act.Escalates => Run(step, version, new RequestEscalation("text", step.What != "serious", step.What == "serious")),
            Act.Hotline => Run(step, version, new LogHotlineCall("text")),
            _ => DecideAsync(step, version),
        };

    private Task<Result<QueueEntry>> DecideAsync(Step step, int? version) =>
        step.Act switch
        {
            Act.Severity => Run(step, version, new DecideSeverity(Enum.Parse<Severity>(step.What!), "reason")),
            Act.KeepSeverity => Run(step, version, new KeepSeverity("reason")),
            Act.Judge => JudgeAsync(step, version),
            Act.Grant => Run(step, version, new GrantException(Enum.Parse<SupportTier>(step.What!), null, "reason"), DemoPeople.Mori),
            Act.Deny => Run(step, version, new DeclineException("reason"), DemoPeople.Mori),
            Act.WaitCustomer => Run(step, version, new WaitForCustomer(null)),
            Act.WaitVendor => Run(step, version, new WaitForVendor(null)),
            Act.Resume => Run(step, version, new ResumeCase(null)),
            Act.Resolve => Run(step, version, new ResolveCase(false, null, null, step.Words ? "text" : null)),
            Act.Confirm => Run(step, version, new ResolveCase(true, Enum.Parse<ConfirmedBy>(step.What!), null, null)),
            Act.Close => Run(step, version, new CloseCase(Enum.Parse<ClosingReason>(step.What!), "detail", step.Words ? "text" : null)),
            Act.Reopen => Run(step, version, new ReopenCase(null)),
            Act.UndoClose => Run(step, version, new UndoClose()),
            Act.Merge or Act.UndoMerge => TwoAsync(step, version),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Act, "not an act of this walk"),
        };

    // Of several the next one.
    private async Task<Result<QueueEntry>> ReleaseAsync(Step step, int? version)
    {
        var next = (await LoadAsync(step.Case)).Clocks.Where(k => k.IsOpen).Min(k => k.PromisedFor);
        return await Run(step, version, new ReleaseCall("reason", next));
    }

    // The serial number was another one: its contract is of the other tier.
    private async Task<Result<QueueEntry>> JudgeAsync(Step step, int? version)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<JudgeAnewHandler>()
            .HandleAsync(cases[step.Case].Number, version, new("reason", SerialNumber: SerialOf(Enum.Parse<SupportTier>(step.What!))), _me);
    }

    private Task<Result<QueueEntry>> Run<TCommand>(Step step, int? version, TCommand command, DemoPerson? who = null)
        where TCommand : ICaseCommand => RunAsync(step.Case, version, command, who is null ? _me : OnCallHost.As(who));

    private async Task<Result<QueueEntry>> RunAsync<TCommand>(int number, int? version, TCommand command, ClaimsPrincipal who)
        where TCommand : ICaseCommand
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(cases[number].Number, version, command, who, TestContext.Current.CancellationToken);
    }

    private static string SerialOf(SupportTier tier) => tier == SupportTier.Premium ? "SP-1001-7337" : "SP-1000-7300";

    private static DemoPerson Person(Step step) => Colleagues[step.What![0] - '0'];

    private static OwnerSeen Seen(Step step) =>
        step.What!.EndsWith("over", StringComparison.Ordinal) ? OwnerSeen.Anybody
        : step.What[^1] == '-' ? OwnerSeen.Nobody
        : OwnerSeen.Of(Colleagues[step.What[^1] - '0'].Id);

    private static Duration Hours(Step step) => Duration.FromHours(int.Parse(step.What!, CultureInfo.InvariantCulture));
}
