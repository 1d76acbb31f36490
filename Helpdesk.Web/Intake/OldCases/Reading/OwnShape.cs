using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>This console's own form; strict, as whoever writes it can mend it (docs/moving-in.md).</summary>
internal sealed class OwnShape(OldCaseSettings settings) : IOldCaseShape
{
    private const string Customer = "customer";
    private const string Support = "support";
    private const string Note = "note";

    private static readonly string[] Fields =
    [
        "oldNumber",
        "from",
        "state",
        "openedAt",
        "closedAt",
        "subject",
        "severity",
        "channel",
        "requestType",
        "product",
        "version",
        "serialNumber",
        "language",
        "contact",
        "owner",
        "messages",
        "remarks",
    ];

    public string Name => "own";

    public bool Fits(JsonElement one) => one.TryGetProperty("oldNumber", out _);

    public OldCaseRecord? Read(JsonElement one, List<Error> errors)
    {
        var fields = new JsonFields(one, "", errors);
        fields.Only(Fields);
        var isClosed = OneOf(fields, "state", "closed", "open") != "open";
        var contact = fields.Object("contact");
        contact?.Only("name", "email", "phone", "organisation", "userKind");
        var owner = fields.Object("owner");
        owner?.Only("name", "email");
        return new()
        {
            From = settings.From ?? fields.Text("from"),
            OldNumber = fields.Number("oldNumber"),
            IsClosed = isClosed,
            OpenedAt = fields.At("openedAt"),
            ClosedAt = fields.At("closedAt"),
            Subject = fields.Text("subject"),
            Severity = fields.Word<Severity>("severity") ?? Severity.Medium,
            Channel = fields.Word<Channel>("channel") ?? Channel.Web,
            RequestType = fields.Word<RequestType>("requestType") ?? RequestType.TechnicalHelp,
            UserKind = contact?.Word<UserKind>("userKind") ?? UserKind.Business,
            Product = fields.Text("product"),
            Version = fields.Text("version"),
            SerialNumber = fields.Text("serialNumber"),
            Language = fields.Text("language"),
            ContactName = contact?.Text("name"),
            Email = contact?.Text("email"),
            Phone = contact?.Text("phone"),
            Organisation = contact?.Text("organisation"),
            OwnerName = owner?.Text("name"),
            OwnerEmail = owner?.Text("email"),
            Messages = [.. fields.Objects("messages").Select(Message)],
            Remarks = fields.Texts("remarks"),
        };
    }

    private static OldMessageRecord Message(JsonFields fields)
    {
        fields.Only("at", "by", "author", "text", "files");
        return new()
        {
            At = fields.At("at"),
            By = OneOf(fields, "by", Customer, Support, Note) switch
            {
                Customer => Voice.Customer,
                Support => Voice.Reply,
                _ => Voice.Note,
            },
            Author = fields.Text("author"),
            Text = fields.Text("text"),
            Files = [.. fields.Texts("files").Select(p => new OldFile(p, p[(p.LastIndexOf('/') + 1)..]))],
        };
    }

    private static string? OneOf(JsonFields fields, string name, params ReadOnlySpan<string> words)
    {
        var word = fields.Text(name);
        if (word is not null && words.Contains(word))
            return word;
        if (word is not null || !fields.Has(name))
            fields.Bad(name, word is null ? default : fields.Element.GetProperty(name), string.Join(", ", words));
        return null;
    }
}
