using System.Security.Cryptography;

namespace Helpdesk.Web.Platform.Data;

/// <summary>
/// The one place that draws on chance, which is banned everywhere else (Helpdesk.Web/BannedSymbols.txt): secrets, and names of the moment
/// that no row keeps. Ids of rows come from <see cref="IdSource"/>.
/// </summary>
public static class Chance
{
#pragma warning disable RS0030 // Secrets must not be foreseeable, and names of the moment are in no record.
    /// <summary>Fills with bytes that nobody can foresee.</summary>
    public static void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);

    /// <summary>A secret of so many bytes.</summary>
    public static byte[] Secret(int bytes) => RandomNumberGenerator.GetBytes(bytes);

    /// <summary>A name of the moment: a file that is moved or deleted, an element of a page, a stamp of a sign-in.</summary>
    public static Guid Name() => Guid.NewGuid();

    /// <summary>For demo traffic, which plays people.</summary>
    public static Random Dice => Random.Shared;
#pragma warning restore RS0030
}
