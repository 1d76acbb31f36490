using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Workforce;

/// <summary>Somebody is away, and perhaps somebody stands in.</summary>
public sealed record Absence(Guid Person, TimeRange Time, Guid? Substitute = null);

/// <summary>Who is there for somebody over a stretch; nobody when null.</summary>
public sealed record Cover(TimeRange Time, Guid? Present);

/// <summary>Who is away when, and who stands in: an absence that has ended counts no more.</summary>
public sealed class Absences
{
    public static readonly Absences None = new([]);

    private readonly ILookup<Guid, Absence> _byPerson;

    public Absences(IEnumerable<Absence> all)
    {
        All = [.. all.Where(a => !a.Time.IsEmpty).OrderBy(a => a.Time.From)];
        _byPerson = All.ToLookup(a => a.Person);
    }

    public IReadOnlyList<Absence> All { get; }

    public bool IsAway(Guid person, Instant at) => _byPerson[person].Any(a => a.Time.Contains(at));

    /// <summary>The first absence of a person that touches a stretch, or null.</summary>
    public Absence? Within(Guid person, TimeRange time) => _byPerson[person].FirstOrDefault(a => !a.Time.Within(time).IsEmpty);

    /// <summary>
    /// The person, or who stands in for them at that instant, or who stands in for that one; null when the chain ends with somebody
    /// away or comes back to where it began.
    /// </summary>
    public Guid? Present(Guid person, Instant at)
    {
        var asked = new HashSet<Guid>();
        for (Guid? one = person; one is { } somebody && asked.Add(somebody); one = SubstituteOf(somebody, at))
        {
            if (!IsAway(somebody, at))
                return somebody;
        }

        return null;
    }

    /// <summary>Who is there for a person over a stretch, piece by piece and without holes; null where nobody is.</summary>
    public IReadOnlyList<Cover> Cover(Guid person, TimeRange over)
    {
        var pieces = new List<Cover>();
        Instant[] edges = [.. Edges.Append(over.From).Append(over.Until).Where(e => over.From <= e && e <= over.Until).Distinct().Order()];
        for (var i = 0; i + 1 < edges.Length; i++)
        {
            var present = Present(person, edges[i]);
            if (pieces.Count > 0 && pieces[^1].Present == present)
                pieces[^1] = pieces[^1] with { Time = new(pieces[^1].Time.From, edges[i + 1]) };
            else
                pieces.Add(new(new(edges[i], edges[i + 1]), present));
        }

        return pieces;
    }

    // Two absences at once: the one that names somebody helps more.
    private Guid? SubstituteOf(Guid person, Instant at) =>
        _byPerson[person].Where(a => a.Time.Contains(at)).Select(a => a.Substitute).FirstOrDefault(s => s is not null);

    /// <summary>Every instant at which somebody leaves or comes back.</summary>
    internal IEnumerable<Instant> Edges => All.SelectMany(a => (Instant[])[a.Time.From, a.Time.Until]);
}
