using System.Text.Json;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>A user of the old system.</summary>
internal sealed record OldPerson(string? Name, string? Email, string? Phone, string? Locale, string? Role, long? OrganisationId)
{
    /// <summary>Whether they work in support; null where the file does not say.</summary>
    public bool? IsAgent =>
        Role switch
        {
            "agent" or "admin" => true,
            "end-user" => false,
            _ => null,
        };
}

/// <summary>Users and organisations of Zendesk by their ids: of files of their own, of pages, of the tickets themselves.</summary>
internal sealed class ZendeskPeople
{
    private readonly Dictionary<long, OldPerson> _people = [];
    private readonly Dictionary<long, string> _organisations = [];

    public OldPerson? Find(long? id) => id is { } known ? _people.GetValueOrDefault(known) : null;

    public string? Organisation(long? id) => id is { } known ? _organisations.GetValueOrDefault(known) : null;

    /// <summary>Takes a user or an organisation in; a later one replaces an earlier one.</summary>
    public void Learn(JsonElement one)
    {
        if (one.ValueKind != JsonValueKind.Object || Id(one, "id") is not { } id)
            return;
        if (one.TryGetProperty("email", out _) || one.TryGetProperty("role", out _))
            _people[id] = new(
                Text(one, "name"),
                Text(one, "email"),
                Text(one, "phone"),
                Text(one, "locale"),
                Text(one, "role"),
                Id(one, "organization_id")
            );
        else if (Text(one, "name") is { } name)
            _organisations[id] = name;
    }

    /// <summary>Takes in what a page brings along besides its tickets.</summary>
    public void LearnPage(JsonElement page)
    {
        foreach (var list in (string[])["users", "organizations"])
        {
            if (!page.TryGetProperty(list, out var all) || all.ValueKind != JsonValueKind.Array)
                continue;
            foreach (var one in all.EnumerateArray())
                Learn(one);
        }
    }

    public static long? Id(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id) ? id : null;

    private static string? Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
