using NodaTime;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>What a key may do.</summary>
public enum ApiKeyScope
{
    /// <summary>All that the API offers machines.</summary>
    Cases = 0,

    /// <summary>Reads the wallboard and nothing else: a screen hangs where anybody can take the key out of its browser.</summary>
    Wall = 1,

    /// <summary>
    /// Reads and writes customers, contacts, contracts, licences and products, and nothing else: for a customer system (CRM).
    /// </summary>
    Records = 2,

    /// <summary>Reads reports and nothing else: for whoever draws their own pictures of them.</summary>
    Reports = 3,
}

/// <summary>A machine's key: only its hash is stored, it can be revoked, and it acts under its own name.</summary>
public sealed class ApiKey
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>First characters, so that people can tell keys apart.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole key, hex.</summary>
    public required string Hash { get; init; }

    public ApiKeyScope Scope { get; init; }

    public required Instant CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public Instant? LastUsedAt { get; set; }

    public Instant? RevokedAt { get; set; }
}
