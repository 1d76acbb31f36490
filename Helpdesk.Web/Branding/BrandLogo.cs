using System.Security.Cryptography;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Web.Branding;

/// <summary>
/// A picture that stands beside the name. What it is, its bytes say; an SVG is a page that can run scripts, and is none.
/// </summary>
public sealed class BrandLogo
{
    public const int MostBytes = 200 * 1024;

    /// <summary>Width times height: a small file may unpack to gigabytes.</summary>
    public const long MostPixels = 4_000_000;

    /// <summary>SHA-256 of the bytes in hex, which is in its address: what is at an address never changes.</summary>
    public required string Hash { get; init; }

    public required FileKind Kind { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>Refuses with <c>branding.logo-large</c>, <c>branding.logo-kind</c> or <c>branding.logo-pixels</c>.</summary>
    public static Result<BrandLogo> Read(byte[] bytes, string fileName)
    {
        if (bytes.Length > MostBytes)
            return Result<BrandLogo>.Refuse("branding.logo-large", "logo", MostBytes / 1024, (bytes.Length + 1023) / 1024);
        var sniffed = FileSniffer.Sniff(bytes, fileName);
        if (sniffed.Kind is not (FileKind.Png or FileKind.Jpeg or FileKind.WebP))
            return Result<BrandLogo>.Refuse("branding.logo-kind", "logo");
        if (sniffed.Pixels is < 1 or > MostPixels)
            return Result<BrandLogo>.Refuse("branding.logo-pixels", "logo", MostPixels);
        return new BrandLogo
        {
            Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Kind = sniffed.Kind,
            Bytes = bytes,
        };
    }
}

public sealed class BrandLogoConfiguration : IEntityTypeConfiguration<BrandLogo>
{
    public void Configure(EntityTypeBuilder<BrandLogo> builder)
    {
        builder.ToTable("BrandLogos");
        builder.HasKey(l => l.Hash);
    }
}
