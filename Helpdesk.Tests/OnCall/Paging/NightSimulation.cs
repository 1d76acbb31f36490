using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.People;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>
/// Nights and days, as many as asked for: cases come when they like, people sleep, are away, or nobody has the shift, and the console
/// dies between storing and sending and between sending and noting. Who took a case answers it, forgets it, gives it back or hands it
/// on, and customers write again. At each instant a plain model says which case needs somebody, and what is stored has to prove that no
/// page was lost (spec U3, P13).
/// </summary>
internal sealed partial class NightSimulation(OnCallHost host, int seed, int days)
{
    private const int CasesAMonth = 45;
    private const int AbsencesAMonth = 25;

    private static readonly DemoPerson[] s_people =
    [
        DemoPeople.Ueda,
        DemoPeople.Ito,
        DemoPeople.Mori,
        DemoPeople.Tanaka,
        DemoPeople.Sato,
        DemoPeople.Kato,
        DemoPeople.Wagner,
    ];

    private readonly Random _random = new(seed);
    private readonly List<(Case Case, bool PagesAtOnce)> _opened = [];
    private readonly PriorityQueue<(Guid Page, Guid Person), Instant> _answers = new();
    private readonly PriorityQueue<(Case Case, NightAct Act, DemoPerson Who), Instant> _acts = new();
    private readonly HashSet<(Guid Page, int Step)> _seen = [];
    private readonly HashSet<Instant> _tidied = [];
    private int _kills;

    // As often as in a month, whatever the stretch: a year of deaths would be a day of restarts.
    private int Rare => Math.Max(1, days / 60);

    /// <summary>Plays all of it; <see cref="ProveAsync"/> holds what is stored against what has to be.</summary>
    public async Task RunAsync()
    {
        await AbsencesAsync();
        var end = host.Now + Duration.FromDays(days);
        var arrivals = new Queue<Instant>(
            Enumerable
                .Range(0, CasesAMonth * days / 30)
                .Select(_ => host.Now + Duration.FromSeconds(_random.Next(days * 24 * 3600)))
                .Order()
        );
        while (host.Now < end)
        {
            var next = await NextAsync(arrivals, end);
            if (next > host.Now)
                host.Time.Advance((next - host.Now).ToTimeSpan());
            if (arrivals.TryPeek(out var arrival) && arrival <= host.Now)
            {
                arrivals.Dequeue();
                await ArriveAsync();
            }

            while (_answers.TryPeek(out var answer, out var at) && at <= host.Now)
            {
                _answers.Dequeue();
                await AnswerAsync(answer.Page, answer.Person);
            }

            while (_acts.TryPeek(out var act, out var at) && at <= host.Now)
            {
                _acts.Dequeue();
                await ActAsync(act.Case, act.Act, act.Who);
            }

            await WorkByDayAsync();
            await RunThroughDeathAsync();
            await LookForWhoeverIsLeftAloneAsync();
            await DecideWhoAnswersAsync();
        }
    }

    private async Task<Instant> NextAsync(Queue<Instant> arrivals, Instant end)
    {
        var next = end;
        void Consider(Instant? at) => next = at is { } when && when < next ? when : next;
        Consider(await host.Services.GetRequiredService<PageWorker>().NextAsync(TestContext.Current.CancellationToken));
        Consider(await host.Services.GetRequiredService<HookWorker>().NextAsync(TestContext.Current.CancellationToken));
        Consider(await host.Services.GetRequiredService<OutboxWorker>().NextAsync(TestContext.Current.CancellationToken));
        Consider(arrivals.TryPeek(out var arrival) ? arrival : null);
        Consider(_answers.TryPeek(out _, out var answer) ? answer : null);
        Consider(_acts.TryPeek(out _, out var act) ? act : null);
        return next;
    }

    private async Task ArriveAsync()
    {
        var severity = _random.Next(3) == 0 ? Severity.Low : Severity.Emergency;
        var opened = await host.OpenAsync(severity);
        var closed = !host.Services.GetRequiredService<SupportProgramme>().Calendar(SupportProgramme.BusinessCalendarId).IsOpen(host.Now);
        _opened.Add((opened, severity == Severity.Emergency && closed));
        if (severity == Severity.Low)
            await host.DoAsync(opened, new LogCall(CallDirection.Incoming, false, "rang, nobody was there"));
        // It dies with the case on the disk and nothing sent.
        if (_random.Next(8 * Rare) == 0)
            await KillAsync();
    }

    private async Task RunThroughDeathAsync()
    {
        var dies = _random.Next(14 * Rare) == 0;
        if (dies && host.RunsQuartz)
            await KillAsync();
        else if (dies)
            host.Wire.DieAfter(_random.Next(4));
        try
        {
            await host.RunAsync();
            host.Wire.Heal();
        }
        catch (KilledException)
        {
            await KillAsync();
            // A minute at the most until somebody, or the service manager, has it up again.
            host.Time.Advance(TimeSpan.FromSeconds(_random.Next(60)));
            await host.RunAsync();
        }
    }

    private async Task KillAsync()
    {
        _kills++;
        await host.KillAndRestartAsync();
    }

    // Each person, asked once more, sleeps, or answers after a while; sometimes they only ring the customer and log it.
    private async Task DecideWhoAnswersAsync()
    {
        foreach (
            var page in await host.ReadAsync(db =>
                db.Pages().AsNoTracking().Include(p => p.Steps).ThenInclude(s => s.Asks).Where(p => p.EndedAt == null).ToListAsync()
            )
        )
        {
            foreach (var step in page.Steps.Where(s => _seen.Add((page.Id, s.Number))))
            {
                foreach (var ask in step.Asks)
                {
                    if (_random.Next(100) < 25)
                        _answers.Enqueue((page.Id, ask.PersonId), step.At + Duration.FromSeconds(_random.Next(20, 600)));
                }
            }
        }
    }

    private async Task AbsencesAsync()
    {
        for (var i = 0; i < AbsencesAMonth * days / 30; i++)
        {
            var from = host.Now + Duration.FromSeconds(_random.Next(days * 24 * 3600));
            await host.AwayAsync(s_people[_random.Next(s_people.Length)], from, from + Duration.FromHours(_random.Next(2, 60)));
        }

        // A whole night with nobody at all.
        var night = host.Now + Duration.FromDays(10);
        foreach (var person in s_people)
            await host.AwayAsync(person, night, night + Duration.FromHours(10));
    }
}
