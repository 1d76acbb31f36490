using System.Net.Mail;
using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>
/// Tickets as Zammad's API gives them with <c>expand=true</c>, each with its articles under <c>articles</c> (docs/moving-in.md).
/// </summary>
internal sealed class ZammadShape(OldCaseSettings settings) : IOldCaseShape
{
    private const string Nobody = "-";

    public string Name => "zammad";

    public bool Fits(JsonElement one) =>
        one.TryGetProperty("title", out _) && (one.TryGetProperty("customer_id", out _) || one.TryGetProperty("customer", out _));

    public OldCaseRecord? Read(JsonElement one, List<Error> errors)
    {
        var fields = new JsonFields(one, "", errors);
        var state = fields.Text("state");
        if (state == "removed")
            return null;
        if (state is null || fields.Text("customer") is null)
            errors.Add(new("old-case.not-expanded", state is null ? "state" : "customer"));
        else if (state is not ("new" or "open" or "pending reminder" or "pending close" or "closed" or "merged"))
            fields.Bad("state", one.GetProperty("state"), "new, open, pending reminder, pending close, closed, merged, removed");
        if (!fields.Has("articles"))
            errors.Add(new("old-case.no-articles", "articles"));
        var articles = fields.Objects("articles");
        var isClosed = state is "closed" or "merged";
        return Case(fields, articles) with
        {
            IsClosed = isClosed,
            ClosedAt = isClosed ? fields.At("close_at") ?? fields.At("updated_at") : null,
        };
    }

    private OldCaseRecord Case(JsonFields fields, IReadOnlyList<JsonFields> articles)
    {
        var ticket = fields.Number("id") ?? "";
        var customer = fields.Text("customer");
        var messages = articles.Select(a => Article(a, ticket)).ToList();
        var owner = fields.Text("owner") is { } name and not Nobody ? name : null;
        return new()
        {
            From = settings.From ?? "Zammad",
            OldNumber = fields.Number("number"),
            OpenedAt = fields.At("created_at"),
            Subject = Texts.Line(fields.Text("title"), 200),
            Severity = SeverityOf(fields.Text("priority")),
            Channel = ChannelOf(articles.Count == 0 ? null : articles[0].Text("type")),
            Product = Attribute(fields, settings.ProductField),
            Version = Attribute(fields, settings.VersionField),
            SerialNumber = Attribute(fields, settings.SerialField),
            Language = Languages.Of(null, messages.Select(m => m.Text)),
            ContactName = Texts.Line(NameOf(articles, customer) ?? customer, 200),
            Email = customer?.Contains('@', StringComparison.Ordinal) == true ? Texts.Line(customer, 254) : null,
            Organisation = Texts.Line(fields.Text("organization"), 200),
            OwnerName = Texts.Line(owner, 200),
            OwnerEmail = owner,
            Messages = messages,
            Remarks = [.. RemarksOf(fields)],
        };
    }

    private static OldMessageRecord Article(JsonFields article, string ticket)
    {
        var sender = SenderOf(article);
        var text = article.Text("body") ?? "";
        if (article.Text("content_type") is { } type && type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
            text = Texts.OfHtml(text);
        var id = article.Number("id");
        return new()
        {
            At = article.At("created_at"),
            // What the system said of itself is nobody's answer.
            By =
                article.Truth("internal") == true || sender == "System" ? Voice.Note
                : sender == "Customer" ? Voice.Customer
                : Voice.Reply,
            Author = Texts.Line(From(article)?.Name ?? article.Text("created_by"), 200) ?? sender,
            Text = Texts.Plain(text),
            Files = [.. article.Objects("attachments").Select(f => FileOf(f, ticket, id))],
        };
    }

    // The path of Zammad's own address of a file: /api/v1/ticket_attachment/{ticket}/{article}/{file}.
    private static OldFile FileOf(JsonFields file, string ticket, string? article) =>
        new(file.Text("path") ?? $"ticket_attachment/{ticket}/{article}/{file.Number("id")}", file.Text("filename") ?? "file");

    private static string SenderOf(JsonFields article) =>
        article.Text("sender")
        ?? article.Number("sender_id") switch
        {
            "1" => "Agent",
            "3" => "System",
            _ => "Customer",
        };

    // Only the sender's header has a name; the ticket itself has the login.
    private static string? NameOf(IReadOnlyList<JsonFields> articles, string? customer) =>
        articles
            .Select(From)
            .OfType<(string? Name, string? Address)>()
            .FirstOrDefault(f => f.Name is not null && string.Equals(f.Address, customer, StringComparison.OrdinalIgnoreCase))
            .Name;

    private static (string? Name, string? Address)? From(JsonFields article)
    {
        if (article.Text("from") is not { Length: > 0 } from)
            return null;
        return MailAddress.TryCreate(from, out var address)
            ? (address.DisplayName.Length == 0 ? null : address.DisplayName, address.Address)
            : (from, null);
    }

    private static string? Attribute(JsonFields fields, string? name) =>
        name is null || !fields.Has(name) ? null : Texts.Line(fields.Number(name), 100);

    private static IEnumerable<string> RemarksOf(JsonFields fields)
    {
        foreach (var name in (string[])["state", "priority", "group", "pending_time", "note"])
        {
            if (fields.Number(name) is { Length: > 0 } value)
                yield return $"{name}: {Texts.Plain(value)}";
        }

        if (fields.Has("tags"))
            yield return "tags: " + string.Join(", ", fields.Texts("tags"));
    }

    private static Severity SeverityOf(string? priority) =>
        priority switch
        {
            { Length: > 0 } and ['3', ..] => Severity.High,
            ['1', ..] => Severity.Low,
            _ => Severity.Medium,
        };

    private static Channel ChannelOf(string? type) =>
        type switch
        {
            "email" => Channel.Mail,
            "phone" => Channel.Phone,
            _ => Channel.Web,
        };
}
