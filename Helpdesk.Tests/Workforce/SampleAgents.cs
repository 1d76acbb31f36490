using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Domain.Workforce;
using Helpdesk.Tests.Queue;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Workforce;

/// <summary>People and cases for plans; it is Monday 16 November 2026, 12:00 in Tokyo.</summary>
internal static class SampleAgents
{
    public static readonly Instant Noon = Entries.Noon;
    public static readonly Duration HalfHour = Duration.FromMinutes(30);
    public static readonly Agent Kato = Person(1, "Kato", ["SPX-SERVER", "IMG-MANAGER"], ["ja"]);
    public static readonly Agent Sato = Person(2, "Sato", ["SPX-SERVER"], ["ja", "en"]);
    public static readonly Agent Ito = Person(3, "Ito", ["SHD-STREAM"], ["ja", "en"]);

    public static Agent Person(int n, string name, string[] products, string[] languages, int capacity = 10, int load = 0) =>
        new(new Guid(n, 0, 0, new byte[8]), name)
        {
            Products = products.ToHashSet(),
            Languages = languages.ToHashSet(),
            Capacity = capacity,
            Load = load,
            Hours = SampleProgramme.Programme.Calendar(SupportProgramme.BusinessCalendarId),
        };

    /// <summary>With cases on the desk that fall due after so many minutes.</summary>
    public static Agent Busy(this Agent agent, params int[] dueInMinutes) =>
        agent with
        {
            Load = agent.Load + dueInMinutes.Length,
            DueBy = at => dueInMinutes.Count(m => Noon + Duration.FromMinutes(m) <= at),
        };

    /// <summary>Works from eight to four in Berlin, where it is four in the morning.</summary>
    public static Agent AtHome(Agent agent)
    {
        IReadOnlyList<Opening> day = [Opening.Parse("08:00-16:00", "hours").Value];
        var week = Enumerable.Range(1, 5).ToDictionary(d => (IsoDayOfWeek)d, _ => day);
        return agent with
        {
            Hours = BusinessCalendar
                .Compile(new("own", "Europe/Berlin", week, [], []), Noon - Duration.FromDays(9), Noon + Duration.FromDays(90))
                .Value,
        };
    }

    public static QueueEntry Case(
        long id,
        int? dueInMinutes = 240,
        Agent? owner = null,
        string product = "SPX-SERVER",
        string language = "ja",
        Severity severity = Severity.Medium
    ) =>
        Entries.Entry(id, dueInMinutes, severity, owner: owner?.Id) with
        {
            ProductCode = product,
            Language = language,
            OwnerName = owner?.Name,
        };

    public static ReassignmentPlan Plan(IReadOnlyList<Agent> people, params QueueEntry[] cases) =>
        ReassignmentPlanner.Propose(cases, people, Noon, HalfHour);

    public static string Of(this ReassignmentPlan plan, IEnumerable<Agent> people) =>
        string.Join(
            ", ",
            plan.Placements.OrderBy(p => p.Case.Id).Select(p => $"{p.Case.Id}→{people.FirstOrDefault(a => a.Id == p.To)?.Name ?? "queue"}")
        );
}
