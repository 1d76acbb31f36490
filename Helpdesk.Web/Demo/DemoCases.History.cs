using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.Demo;

/// <content>Cases of the past weeks that are over: what reports look back on. They leave the open ones as they are.</content>
internal sealed partial class DemoCases
{
    private const int CasesAWeek = 44;

    // Arrivals by the hour in Tokyo: a morning peak, a second one after lunch, some at night from overseas.
    private static readonly int[] HourWeights = [1, 1, 1, 1, 1, 1, 2, 4, 8, 22, 30, 24, 12, 22, 26, 20, 16, 10, 6, 4, 3, 2, 2, 1];

    // Monday has what the weekend left.
    private static readonly int[] DayWeights = [28, 22, 20, 19, 17, 5, 4];

    // Of its own, so that the open cases do not depend on how much history there is.
    private readonly Random _past = new(20260715);

    /// <summary>Closed cases of one week; answered in time nearly always, as a centre that does well.</summary>
    /// <param name="numbers">How many cases each day has had so far.</param>
    public IEnumerable<Case> MakeWeek(LocalDate monday, IReadOnlyDictionary<LocalDate, int> numbers)
    {
        foreach (var (day, last) in numbers)
            _days[day] = last;
        var arrivals = Enumerable.Range(0, CasesAWeek + _past.Next(-6, 7)).Select(_ => Arrival(monday)).Order().ToList();
        // What came lately is among the open ones.
        return arrivals.Where(opened => now - opened > Duration.FromDays(4)).Select(Past);
    }

    private Instant Arrival(LocalDate monday)
    {
        var day = monday.PlusDays(Weighted(DayWeights));
        return (day + new LocalTime(Weighted(HourWeights), _past.Next(60), _past.Next(60))).InZoneLeniently(programme.Zone).ToInstant();
    }

    private int Weighted(int[] weights)
    {
        var roll = _past.Next(weights.Sum());
        var place = 0;
        while ((roll -= weights[place]) >= 0)
            place++;
        return place;
    }

    private Case Past(Instant opened)
    {
        var customer = _past.Next(DemoRecords.Customers.Length);
        var intake = Intake(customer, PickStory(recent: false));
        var made = Case.Open(
            Number(opened),
            intake,
            Triage.Judge(intake, Records(customer, intake.ProductCode), programme, opened),
            At(opened, new Actor(ActorKind.Machine, null, "web form"))
        );
        var owner = Engineers[_past.Next(Engineers.Length)];
        var ja = DemoRecords.Customers[customer].Language == "ja";
        var answered = Instant.Min(AnswerTime(made, opened), now - Duration.FromHours(1));
        made.Assign(owner.Id, owner.DisplayName, At(opened + ((answered - opened) * 0.4), Person(owner)));
        made.Reply(Pick(ja ? DemoStories.RepliesJa : DemoStories.RepliesEn), At(answered, Person(owner)));
        var at = Excuse(made, answered);
        if (_past.Next(9) == 0)
            at = CallBack(made, at, owner);
        if (_past.Next(12) == 0 && made.Severity == Severity.High)
            made.ChangeSeverity(
                Severity.Medium,
                ja ? "聞き取りの結果、業務影響は限定的。" : "After the interview the effect is limited.",
                At(at += Duration.FromMinutes(20), Person(owner))
            );
        End(made, ref at, owner, ja);
        if (_past.Next(18) == 0 && at < now - Duration.FromDays(2))
            ComeBack(made, ref at, owner, ja);
        return made;
    }

    // A share of the promised time; three in a hundred come late.
    private Instant AnswerTime(Case made, Instant opened)
    {
        if (made.Clocks.FirstOrDefault(c => c.Kind == ClockKind.FirstResponse) is not { } clock)
            return opened + Duration.FromHours(3 + _past.Next(20));
        var share = _past.Next(100) < 3 ? 1.05 + (_past.NextDouble() * 0.8) : 0.04 + (Math.Pow(_past.NextDouble(), 1.6) * 0.9);
        return clock.CalendarIn(programme).Due(clock.StartedAt, clock.Target * share) ?? opened + Duration.FromHours(3);
    }

    // Now and then a miss had a reason that was nobody's fault.
    private Instant Excuse(Case made, Instant answered)
    {
        var later = answered + Duration.FromHours(20);
        if (!made.Clocks.Any(c => c.WasMissed) || _past.Next(5) > 0 || later >= now)
            return answered;
        made.ExcuseBreach(
            ClockKind.FirstResponse,
            "データセンターの停電による。",
            At(later, new Actor(ActorKind.Person, DemoPeople.Mori.Id, DemoPeople.Mori.DisplayName))
        );
        return later;
    }

    private Instant CallBack(Case made, Instant at, DemoPerson owner)
    {
        var asked = at + Duration.FromHours(1 + _past.Next(6));
        if (asked > now - Duration.FromDays(1))
            return at;
        made.RequestCallback(null, null, null, At(asked, Person(owner)));
        if (made.Clocks.FirstOrDefault(c => c is { Kind: ClockKind.Callback, IsOpen: true }) is not { } clock)
            return asked;
        var share = _past.Next(100) < 6 ? 1.1 + _past.NextDouble() : 0.1 + (_past.NextDouble() * 0.8);
        var called = Instant.Min(
            clock.CalendarIn(programme).Due(clock.StartedAt, clock.Target * share) ?? asked,
            now - Duration.FromHours(2)
        );
        made.LogCall(CallDirection.Outgoing, reached: true, "", At(called, Person(owner)));
        return called;
    }

    private void End(Case made, ref Instant at, DemoPerson owner, bool ja)
    {
        at = Instant.Min(at + Duration.FromHours(4 + _past.Next(90)), now - Duration.FromMinutes(90));
        made.OfferSolution(
            ja ? "手順をご案内しました。結果をお知らせください。" : "Please follow these steps and tell us how it went.",
            At(at, Person(owner))
        );
        at = Instant.Min(at + Duration.FromHours(2 + _past.Next(40)), now - Duration.FromMinutes(60));
        var (reason, detail) = _past.Next(20) switch
        {
            < 11 => (ClosingReason.Confirmed, (string?)null),
            < 13 => (ClosingReason.SolvedByUpdate, made.ProductVersion),
            13 => (ClosingReason.NotTheProduct, made.Contact.Name),
            < 16 => (ClosingReason.WorksAsSpecified, null),
            16 => (ClosingReason.WorkaroundInPlace, ja ? "スケジュールの変更" : "another schedule"),
            17 => (ClosingReason.EnhancementAccepted, "ENH-" + (1000 + _past.Next(400))),
            _ => (ClosingReason.NoLongerNeeded, null),
        };
        made.Close(reason, detail, null, At(at, Person(owner)));
    }

    private void ComeBack(Case made, ref Instant at, DemoPerson owner, bool ja)
    {
        at = Instant.Min(at + Duration.FromHours(20 + _past.Next(60)), now - Duration.FromHours(30));
        made.Reopen(ja ? "同じ現象が再発しました。" : "The same fault again.", At(at, Person(owner)));
        at += Duration.FromHours(1 + _past.Next(3));
        made.Reply(Pick(ja ? DemoStories.RepliesJa : DemoStories.RepliesEn), At(at, Person(owner)));
        End(made, ref at, owner, ja);
    }
}
