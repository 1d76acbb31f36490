using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Helpdesk.Web.Platform.Data;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.People.Identity;

/// <summary>
/// The one-time code that lets somebody who can read the log make the first administrator. Only its hash is kept, in a file of
/// the data directory; a new code replaces the old one.
/// </summary>
public sealed class SetupLink(IOptions<DataOptions> data, IClock clock) : IDisposable
{
    public static readonly Duration Lifetime = Duration.FromHours(24);

    private readonly SemaphoreSlim _turn = new(1, 1);

    private string FileName => Path.Combine(data.Value.FullPath, "setup-link.json");

    /// <summary>A new code, good for <see cref="Lifetime"/>.</summary>
    public async Task<string> CreateAsync(CancellationToken cancellation)
    {
        var code = Base64Url.EncodeToString(Chance.Secret(32));
        Directory.CreateDirectory(data.Value.FullPath);
        await File.WriteAllTextAsync(
            FileName,
            JsonSerializer.Serialize(new Kept(Hash(code), clock.GetCurrentInstant() + Lifetime), StoredJson.Options),
            cancellation
        );
        return code;
    }

    public async Task<bool> IsValidAsync(string? code, CancellationToken cancellation) =>
        !string.IsNullOrEmpty(code)
        && await ReadAsync(cancellation) is { } kept
        && clock.GetCurrentInstant() < kept.ExpiresAt
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept.Hash), Encoding.ASCII.GetBytes(Hash(code)));

    /// <summary>Runs <paramref name="use"/> if the code is good, one at a time, and spends the code when it answers true.</summary>
    /// <returns>False when the code is not good.</returns>
    public async Task<bool> UseAsync(string? code, Func<Task<bool>> use, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (!await IsValidAsync(code, cancellation))
                return false;
            if (await use())
                Discard();
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Discard() => File.Delete(FileName);

    public void Dispose() => _turn.Dispose();

    private async Task<Kept?> ReadAsync(CancellationToken cancellation) =>
        File.Exists(FileName)
            ? JsonSerializer.Deserialize<Kept>(await File.ReadAllTextAsync(FileName, cancellation), StoredJson.Options)
            : null;

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    private sealed record Kept(string Hash, Instant ExpiresAt);
}
