using System.Globalization;
using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>
/// Tickets as Zendesk exports them: an object a ticket with its <c>comments</c>, users by id or beside it (docs/moving-in.md).
/// </summary>
internal sealed class ZendeskShape(OldCaseSettings settings, ZendeskPeople people) : IOldCaseShape
{
    public string Name => "zendesk";

    public bool Fits(JsonElement one) =>
        (one.TryGetProperty("requester_id", out _) || one.TryGetProperty("requester", out _)) && one.TryGetProperty("status", out _);

    public OldCaseRecord? Read(JsonElement one, List<Error> errors)
    {
        foreach (var name in (string[])["requester", "submitter", "assignee", "organization"])
        {
            if (one.TryGetProperty(name, out var embedded))
                people.Learn(embedded);
        }

        var fields = new JsonFields(one, "", errors);
        var status = fields.Text("status");
        if (status == "deleted")
            return null;
        if (status is not ("new" or "open" or "pending" or "hold" or "solved" or "closed"))
            fields.Bad("status", one.GetProperty("status"), "new, open, pending, hold, solved, closed, deleted");
        var requester = Requester(fields, errors);
        if (!fields.Has("comments"))
            errors.Add(new("old-case.no-comments", "comments"));
        var requesterId = IdOf(one, "requester");
        var comments = fields.Objects("comments").Select(c => Comment(c, requesterId)).ToList();
        var isClosed = status is "solved" or "closed";
        return Case(fields, requester, comments) with
        {
            IsClosed = isClosed,
            ClosedAt = isClosed ? fields.Object("metric_set")?.At("solved_at") ?? fields.At("updated_at") : null,
        };
    }

    private OldCaseRecord Case(JsonFields fields, OldPerson? requester, IReadOnlyList<OldMessageRecord> comments)
    {
        var owner = people.Find(IdOf(fields.Element, "assignee"));
        return new()
        {
            From = settings.From ?? "Zendesk",
            OldNumber = fields.Number("id"),
            OpenedAt = fields.At("created_at"),
            Subject =
                Texts.Line(fields.Text("subject") ?? fields.Text("raw_subject"), 200)
                ?? Texts.Line((comments is [var first, ..] ? first.Text : null), 80),
            Severity = SeverityOf(fields.Text("priority")),
            Channel = ChannelOf(fields.Object("via")?.Text("channel")),
            Product = Custom(fields, settings.ProductField),
            Version = Custom(fields, settings.VersionField),
            SerialNumber = Custom(fields, settings.SerialField),
            Language = Languages.Of(requester?.Locale, comments.Select(c => c.Text)),
            ContactName = Texts.Line(requester?.Name, 200),
            Email = Texts.Line(requester?.Email, 254),
            Phone = Texts.Line(requester?.Phone, 50),
            Organisation = Texts.Line(people.Organisation(IdOf(fields.Element, "organization") ?? requester?.OrganisationId), 200),
            OwnerName = Texts.Line(owner?.Name, 200),
            OwnerEmail = owner?.Email,
            Messages = comments,
            Remarks = [.. RemarksOf(fields)],
        };
    }

    // Without a name nobody could tell whose case it was: better refused than kept as nobody's.
    private OldPerson? Requester(JsonFields fields, List<Error> errors)
    {
        var id = IdOf(fields.Element, "requester");
        if (people.Find(id) is { } found)
            return found with { Name = found.Name ?? found.Email };
        errors.Add(new("old-case.requester-unknown", "requester_id", id));
        return null;
    }

    private OldMessageRecord Comment(JsonFields fields, long? requester)
    {
        var author = ZendeskPeople.Id(fields.Element, "author_id");
        var person = people.Find(author);
        var isCustomer = author == requester || person?.IsAgent == false;
        var text = fields.Text("plain_body") ?? (fields.Has("body") ? fields.Text("body") : Texts.OfHtml(fields.Text("html_body") ?? ""));
        return new()
        {
            At = fields.At("created_at"),
            By =
                fields.Truth("public") == false ? Voice.Note
                : isCustomer ? Voice.Customer
                : Voice.Reply,
            Author = Texts.Line(person?.Name ?? person?.Email, 200) ?? string.Create(CultureInfo.InvariantCulture, $"Zendesk {author}"),
            Text = Texts.Plain(text),
            Files = [.. fields.Objects("attachments").Select(FileOf).OfType<OldFile>()],
        };
    }

    // Zendesk keeps files behind addresses: they lie beside the export by their id, or where "path" says.
    private static OldFile? FileOf(JsonFields file)
    {
        if (file.Truth("deleted") == true)
            return null;
        var name = file.Text("file_name") ?? "file";
        return new(file.Text("path") ?? $"attachments/{file.Number("id")}/{name}", name);
    }

    private static string? Custom(JsonFields fields, string? id) =>
        id is null
            ? null
            : fields
                .Objects(fields.Has("custom_fields") ? "custom_fields" : "fields")
                .Where(f => f.Number("id") == id && f.Has("value"))
                .Select(f => Texts.Line(f.Number("value"), 100))
                .FirstOrDefault();

    private static IEnumerable<string> RemarksOf(JsonFields fields)
    {
        foreach (var name in (string[])["status", "priority", "type", "external_id"])
        {
            if (fields.Number(name) is { Length: > 0 } value)
                yield return $"{name}: {value}";
        }

        if (fields.Texts("tags") is { Count: > 0 } tags)
            yield return "tags: " + string.Join(", ", tags);
    }

    private static long? IdOf(JsonElement one, string who) =>
        ZendeskPeople.Id(one, who + "_id")
        ?? (one.TryGetProperty(who, out var there) && there.ValueKind == JsonValueKind.Object ? ZendeskPeople.Id(there, "id") : null);

    private static Severity SeverityOf(string? priority) =>
        priority switch
        {
            "urgent" => Severity.Emergency,
            "high" => Severity.High,
            "low" => Severity.Low,
            _ => Severity.Medium,
        };

    private static Channel ChannelOf(string? channel) =>
        channel switch
        {
            "email" => Channel.Mail,
            "voice" or "phone" or "phone_call_inbound" or "phone_call_outbound" => Channel.Phone,
            "api" => Channel.Api,
            _ => Channel.Web,
        };
}
