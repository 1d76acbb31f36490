using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.People;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>What people and customers do on a case in the random month.</summary>
public enum NightAct
{
    Note,
    Answer,
    GiveBack,
    HandOn,
    CustomerWrites,
    CustomerRings,
}

/// <content>What people do once they were asked.</content>
internal sealed partial class NightSimulation
{
    private static readonly Duration s_daysOfACase = Duration.FromDays(8);

    private async Task AnswerAsync(Guid page, Guid person)
    {
        var about = await host.ReadAsync(db => db.Pages().Where(p => p.Id == page).Select(p => p.Case).SingleAsync());
        var who = s_people.First(p => p.Id == person);
        // Somebody answers the customer without a word to the page.
        if (_random.Next(6) == 0)
            await ActAsync(about, NightAct.Answer, who);
        else if ((await host.AcknowledgeAsync(page, Who.Person(person, Roles.Engineer))).IsOk)
            Plan(about, who);
    }

    // By day the office answers and closes what the nights of some days ago left, as its customers say; some of them come back.
    private async Task WorkByDayAsync()
    {
        var business = host.Services.GetRequiredService<SupportProgramme>().Calendar(SupportProgramme.BusinessCalendarId);
        if (!business.IsOpen(host.Now) || business.NextClosing(host.Now) is not { } closing || !_tidied.Add(closing))
            return;
        var before = host.Now - s_daysOfACase;
        var old = await host.ReadAsync(db =>
            db.Cases.AsNoTracking().Where(c => c.Status != CaseStatus.Closed && c.OpenedAt < before).OrderBy(c => c.Id).ToListAsync()
        );
        foreach (var one in old)
        {
            await host.DoAsync(
                one,
                new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null),
                OnCallHost.As(DemoPeople.Kato)
            );
            if (_random.Next(10) == 0)
                await host.DoAsync(one, new ReopenCase("down again"), OnCallHost.As(DemoPeople.Kato));
        }
    }

    // Nearly everybody who took it answers; some forget it, give it back, or hand it on.
    private void Plan(Case about, DemoPerson who)
    {
        var kind = _random.Next(100);
        if (kind < 10)
            return;
        Later(about, NightAct.Note, who, 2, 14);
        Later(
            about,
            kind < 25 ? NightAct.GiveBack
                : kind < 40 ? NightAct.HandOn
                : NightAct.Answer,
            who,
            2,
            50
        );
    }

    private void Later(Case about, NightAct act, DemoPerson who, int from, int until) =>
        _acts.Enqueue((about, act, who), host.Now + Duration.FromSeconds(_random.Next(from * 60, until * 60)));

    // Whoever comes too late is refused, as in life.
    private async Task ActAsync(Case about, NightAct act, DemoPerson who)
    {
        var owner = await host.ReadAsync(db => db.Cases.Where(c => c.Id == about.Id).Select(c => c.OwnerId).SingleAsync());
        switch (act)
        {
            case NightAct.Note:
                await host.TryAsync(about, new AddNote("at it"), OnCallHost.As(who));
                break;
            case NightAct.Answer:
                await host.TryAsync(about, new AskForMore([RequestedItem.Logs], "The log, please."), OnCallHost.As(who));
                if (_random.Next(3) == 0)
                    Later(about, _random.Next(2) == 0 ? NightAct.CustomerWrites : NightAct.CustomerRings, who, 20, 3000);
                break;
            case NightAct.GiveBack when owner == who.Id:
                await host.TryAsync(about, new UnassignCase(), OnCallHost.As(who));
                break;
            case NightAct.HandOn when owner == who.Id:
                var to = s_people[_random.Next(s_people.Length)];
                await host.TryAsync(about, new AssignCase(to.Id, to.DisplayName), OnCallHost.As(who));
                break;
            case NightAct.CustomerWrites:
                await host.TryAsync(about, new RecordCustomerMessage("Still down."));
                break;
            case NightAct.CustomerRings:
                await host.TryAsync(about, new LogCall(CallDirection.Incoming, false, "rang, nobody was there"));
                break;
        }
    }
}
