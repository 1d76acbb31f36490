using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.Demo;

/// <summary>
/// Makes the demo's cases by running the real commands at past instants, so that verdicts, clocks and time lines are what the
/// product itself would have written. The same seed and the same instant give the same cases.
/// </summary>
internal sealed partial class DemoCases(SupportProgramme programme, SeedRecords records, Instant now)
{
    private static readonly DemoPerson[] Engineers =
    [
        DemoPeople.Kato,
        DemoPeople.Sato,
        DemoPeople.Ito,
        DemoPeople.Tanaka,
        DemoPeople.Wagner,
        DemoPeople.Ueda,
    ];

    // Not for secrets: a fixed seed makes the demo the same every time.
    private readonly Random _random = new(20260401);
    private readonly Dictionary<LocalDate, int> _days = [];

    /// <summary>How many cases each day has had, for the counter.</summary>
    public IReadOnlyDictionary<LocalDate, int> Days => _days;

    public IEnumerable<Case> Make(int count)
    {
        // Oldest first, denser towards now, as a real backlog is; the last few minutes belong to emergencies.
        var ages = Enumerable.Range(0, count).Select(i => Age(i, count)).OrderDescending().ToList();
        for (var i = 0; i < ages.Count; i++)
            yield return MakeOne(i, now - ages[i]);
    }

    private Duration Age(int i, int count) =>
        i < 6
            ? Duration.FromMinutes(3 + (i * 11))
            : Duration.FromMinutes(20 + (20160 * Math.Pow((double)i / count, 2.2) * (0.7 + (0.6 * _random.NextDouble()))));

    private Case MakeOne(int index, Instant opened)
    {
        var customer = _random.Next(DemoRecords.Customers.Length);
        var recent = now - opened < Duration.FromHours(3);
        var story = PickStory(recent);
        var intake = Intake(customer, story);
        var triage = Triage.Judge(intake, Records(customer, intake.ProductCode), programme, opened);
        var made = Case.Open(Number(opened), intake, triage, At(opened, new Actor(ActorKind.Machine, null, "web form")));
        Live(made, opened, customer, index);
        FallSilent(made);
        return made;
    }

    // What the console would have done about customers who do not answer (spec C8).
    private void FallSilent(Case made)
    {
        while (made.SilencePlan(programme) is { } plan && plan.At <= now)
        {
            var context = At(plan.At, Actor.System("C8"));
            if (plan.IsClosing)
                made.Close(ClosingReason.NoAnswer, null, null, context);
            else
                made.Remind(context);
        }
    }

    private DemoStory PickStory(bool recent)
    {
        var roll = _random.Next(100);
        var severity =
            roll < (recent ? 10 : 3) ? Severity.Emergency
            : roll < 27 ? Severity.High
            : roll < 66 ? Severity.Medium
            : Severity.Low;
        var fitting = DemoStories.All.Where(s => s.Severity == severity).ToArray();
        return fitting[_random.Next(fitting.Length)];
    }

    private CaseIntake Intake(int customer, DemoStory story)
    {
        var c = DemoRecords.Customers[customer];
        var ja = c.Language == "ja";
        var product = PickProduct(c.ProductCode);
        string[] versions = [.. ProductOf(product).Numbers];
        // Mostly supported versions, now and then an old one; a serial that somebody mistyped.
        var version = _random.Next(12) == 0 ? versions[0] : versions[^(1 + _random.Next(Math.Min(2, versions.Length)))];
        var serial = _random.Next(25) == 0 ? "SP-0000-0000" : DemoRecords.SerialOf(customer);
        return new CaseIntake
        {
            Channel =
                story.Severity == Severity.Emergency && _random.Next(2) == 0 ? Channel.Phone
                : _random.Next(4) == 0 ? Channel.Mail
                : Channel.Web,
            Contact = new CaseContact(DemoRecords.KindOf(c), c.Contact, c.Email, c.Phone, c.Organisation, c.Language),
            ProductCode = product,
            ProductVersion = version,
            SerialNumber = serial,
            RequestType = story.Type,
            Severity = story.Severity,
            Subject = ja ? story.Ja : story.En,
            Description = ja ? story.JaText : story.EnText,
            Answers = new IntakeAnswers { HappenedBefore = ja ? "いいえ" : "No", RunningSoftware = "Windows Server 2022" },
            ConsentVersion = "2026-04",
        };
    }

    private string PickProduct(string owned) =>
        owned.StartsWith("SPX", StringComparison.Ordinal) && _random.Next(5) == 0
            ? (_random.Next(2) == 0 ? "IMG-MANAGER" : "SHD-CONTROL")
            : owned;

    private EntitlementRecords Records(int customer, string productCode) =>
        new(
            ProductOf(productCode),
            records.Licences[customer],
            [.. records.Contracts.Where(c => c.CustomerKey == records.Customers[customer].Key)],
            records.Customers[customer],
            [records.Contacts[customer]]
        );

    private Product ProductOf(string code) => records.Products.Single(p => p.Code == code);

    /// <summary>What happened to the case since, up to now.</summary>
    private void Live(Case made, Instant opened, int customer, int index)
    {
        var age = now - opened;
        var ja = DemoRecords.Customers[customer].Language == "ja";
        if (age < Duration.FromHours(20) ? index % 3 == 1 : index % 40 == 5)
            return; // Nobody has touched it yet.
        var owner = Engineers[_random.Next(Engineers.Length)];
        var answer = Duration.Min(age * 0.3, AnswerTime(made, opened) - opened);
        made.Assign(owner.Id, owner.DisplayName, At(opened + (answer * 0.5), Person(owner)));
        if (_random.Next(3) == 0)
            made.Note(Pick(ja ? DemoStories.NotesJa : DemoStories.NotesEn), At(opened + (answer * 0.7), Person(owner)));
        // Old cases have been answered, most of them in time; young ones may still wait.
        if (_random.Next(100) >= (age < Duration.FromHours(30) ? 45 : 98))
            return;
        made.Reply(Pick(ja ? DemoStories.RepliesJa : DemoStories.RepliesEn), At(opened + answer, Person(owner)));
        GoOn(made, opened, age, owner, ja);
    }

    private void GoOn(Case made, Instant opened, Duration age, DemoPerson owner, bool ja)
    {
        var later = At(opened + (age * 0.55), Person(owner));
        var last = At(opened + (age * 0.9), Person(owner));
        switch (_random.Next(10))
        {
            case < 3:
                made.AskForMore(
                    [RequestedItem.Logs, RequestedItem.Diagnostics],
                    ja
                        ? "お手数ですが、ログと診断ツールの出力をお送りください。"
                        : "Please send the log files and the output of the diagnostic tool.",
                    later
                );
                break;
            case 3:
                made.WaitForVendor(ja ? "開発に調査を依頼しました。" : "With development.", later);
                break;
            case 4:
                made.OfferSolution(ja ? "修正版 5.2.7 の適用をご案内しました。" : "Please apply 5.2.7, it contains the fix.", later);
                break;
            case 5:
                made.RequestCallback(
                    null,
                    null,
                    ja ? "午後に電話がほしいとのこと。" : "Asks to be called this afternoon.",
                    At(now - Duration.FromMinutes(10 + _random.Next(200)), Person(owner))
                );
                break;
            case 6 when made.Severity is Severity.Medium or Severity.High && made.Verdict.MostSevere is null:
                made.ChangeSeverity(
                    made.Severity == Severity.High ? Severity.Medium : Severity.High,
                    ja ? "聞き取りの結果、業務影響を見直しました。" : "After the interview the impact is another.",
                    later
                );
                break;
            case 7:
                made.OfferSolution(ja ? "設定変更で解消します。" : "A change of settings removes it.", later);
                made.Confirm(ConfirmedBy.Call, null, null, last);
                break;
            case 8 when age > Duration.FromDays(5):
                made.Close(ClosingReason.Confirmed, null, null, later);
                made.Reopen(
                    ja ? "同じ現象が再発。" : "Same fault again.",
                    At(now - Duration.FromMinutes(30 + _random.Next(600)), Person(owner))
                );
                break;
            default:
                made.CustomerMessage(ja ? "ログを送りました。確認をお願いします。" : "Logs are on their way, please have a look.", last);
                // A word of the customer is to be answered (spec P3): only today's may still wait.
                if (age > Duration.FromHours(12))
                    made.Reply(
                        Pick(ja ? DemoStories.RepliesJa : DemoStories.RepliesEn),
                        At(last.Now + Duration.FromMinutes(20), Person(owner))
                    );
                break;
        }
    }

    private string Number(Instant opened)
    {
        var day = opened.InZone(programme.Zone).Date;
        _days[day] = _days.GetValueOrDefault(day) + 1;
        return CaseNumber.Format(day, _days[day]);
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private CaseContext At(Instant at, Actor actor) => new(at, actor, programme);

    private static Actor Person(DemoPerson p) => new(ActorKind.Person, p.Id, p.DisplayName);
}
