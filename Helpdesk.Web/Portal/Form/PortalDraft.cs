using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Portal.Form;

/// <summary>An enquiry that a visitor is still writing: what was typed, under a key that only their browser knows.</summary>
public sealed class PortalDraft
{
    private Dictionary<string, string>? _fields;

    /// <summary>SHA-256, in hex, of the key in the browser's cookie: who reads the database cannot go on with somebody's draft.</summary>
    public required string Key { get; init; }

    /// <summary>Names and values as JSON.</summary>
    public string Fields { get; private set; } = "{}";

    /// <summary>The address typed, so that a contact's drafts can be found and erased.</summary>
    public string? Email { get; private set; }

    public required Instant CreatedAt { get; init; }

    public required Instant KeptAt { get; set; }

    /// <summary>The case it became; what was typed is forgotten then.</summary>
    public string? SentNumber { get; private set; }

    /// <summary>The closed case that it goes on from (spec C9), set by that case's own page alone.</summary>
    public string? FollowUpOf { get; set; }

    /// <summary>What was typed; empty when nothing was.</summary>
    public string this[string name] => Read().GetValueOrDefault(name, "");

    public void Write(IReadOnlyDictionary<string, string> values, string emailField)
    {
        var fields = Read();
        foreach (var (name, value) in values)
        {
            if (value.Length == 0)
                fields.Remove(name);
            else
                fields[name] = value;
        }

        Fields = JsonSerializer.Serialize(fields);
        Email = fields.GetValueOrDefault(emailField);
    }

    public void Sent(string number)
    {
        (SentNumber, Fields, Email) = (number, "{}", null);
        _fields = null;
    }

    private Dictionary<string, string> Read() => _fields ??= JsonSerializer.Deserialize<Dictionary<string, string>>(Fields) ?? [];
}

public sealed class PortalDraftConfiguration : IEntityTypeConfiguration<PortalDraft>
{
    public void Configure(EntityTypeBuilder<PortalDraft> builder)
    {
        builder.ToTable("PortalDrafts").HasKey(d => d.Key);
        builder.Property(d => d.Email).UseCollation("NOCASE");
        builder.HasIndex(d => d.KeptAt);
    }
}
