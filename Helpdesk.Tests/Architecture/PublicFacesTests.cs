using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Architecture;

/// <summary>What an area shows the others is named, so that it grows by decision: PublicFaces.txt beside this file.</summary>
public sealed class PublicFacesTests
{
    private const int LargestFace = 45;

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> s_faces = AreaRules.OfWeb.Faces();

    [Fact]
    public void Area_ShowsOthersWhatIsNamed()
    {
        var named = Read();
        s_faces
            .SelectMany(face => face.Value.Select(type => $"{face.Key}: {type}"))
            .Except(named)
            .ShouldBeEmpty("used by another area: go by what the area shows already, or name it in PublicFaces.txt");
        named
            .Except(s_faces.SelectMany(face => face.Value.Select(type => $"{face.Key}: {type}")))
            .ShouldBeEmpty("no other area uses it: take it off PublicFaces.txt");
    }

    [Fact]
    public void Face_IsSmall() =>
        s_faces.Where(face => face.Value.Count > LargestFace).Select(face => $"{face.Key}: {face.Value.Count} types").ShouldBeEmpty();

    /// <summary>As <c>Area: Type</c>; the file has an area a line, types after it.</summary>
    private static IReadOnlyList<string> Read() =>
        [
            .. File.ReadAllLines(Path.Combine(SourceTree.Root, "Helpdesk.Tests", "Architecture", "PublicFaces.txt"))
                .Where(line => line.Contains(':', StringComparison.Ordinal))
                .Select(line => line.Split(':', 2))
                .SelectMany(parts =>
                    parts[1]
                        .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                        .Select(type => $"{parts[0]}: {type}")
                ),
        ];
}
