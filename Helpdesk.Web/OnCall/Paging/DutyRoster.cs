using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Who can be asked at an instant: the rota's layers, and by role everybody who is not away (spec U3).</summary>
public sealed class DutyRoster(RotaCache rota, OffDuty off, PeopleDirectory people, AbsenceCache absences, DemoGate demo)
{
    private static readonly OnCallLayer[] Layers = Enum.GetValues<OnCallLayer>();

    public OnDuty At(Instant at)
    {
        var away = absences.Current;
        var layers = new Dictionary<OnCallLayer, Guid>();
        foreach (var layer in Layers)
        {
            if (rota.At(layer, at) is { } person && !demo.Refuses(person))
                layers[layer] = person;
        }

        List<Colleague> able =
        [
            .. people.Active.Where(p => !demo.Refuses(p.Id) && p.Roles.Any(role => role is Roles.OnCall or Roles.Supervisor)),
        ];
        List<Colleague> there = [.. able.Where(p => !away.IsAway(p.Id, at))];
        return new(
            layers,
            [.. there.Where(p => p.Roles.Contains(Roles.Supervisor)).Select(p => p.Id)],
            [.. there.Select(p => p.Id)],
            [.. able.Select(p => p.Id)]
        );
    }

    /// <summary>Whether somebody has a layer at an instant.</summary>
    public bool IsOnCall(Guid person, Instant at) => Layers.Any(layer => rota.At(layer, at) == person);

    /// <summary>May be paged at all, and so may acknowledge what others were paged for.</summary>
    public bool MayBePaged(Guid person) =>
        people.Find(person) is { Active: true } found && found.Roles.Any(role => role is Roles.OnCall or Roles.Supervisor);

    /// <summary>May have a case at night: not switched off, works cases, and has not lost the on-call role.</summary>
    public bool CanHold(Guid person) => people.Find(person) is { Active: true } && !demo.Refuses(person) && !off.Includes(person);

    public string NameOf(Guid person) => people.Find(person)?.DisplayName ?? "–";
}
