using System.Collections.Frozen;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>Somebody of the demo; the ids never change, so that seeded cases can name their owners.</summary>
public sealed record DemoPerson(
    Guid Id,
    string UserName,
    string DisplayName,
    string NameJa,
    string Language,
    string? TimeZone,
    params string[] Roles
)
{
    /// <summary>Invented, like the people.</summary>
    public string Email => UserName + "@helpdesk.example";

    public string Initials => Colleague.InitialsOf(DisplayName);

    public string NameIn(string language) => language == "ja" ? NameJa : DisplayName;
}

/// <summary>The people and the key of demo mode. Outside it <see cref="DemoGate"/> refuses every one of them.</summary>
public static class DemoPeople
{
    /// <summary>Everybody's password in demo mode; shown on the sign-in page.</summary>
    public const string Password = "demo-helpdesk-console";

    /// <summary>A machine's key in demo mode (README).</summary>
    public const string ApiKey = "hd_demo-demo-demo-demo-demo-demo-demo-demo-key";

    public static readonly Guid ApiKeyId = Number(100);

    public static readonly DemoPerson Kato = new(Number(1), "kato", "Kato Kenta", "加藤 健太", "ja", null, Roles.Engineer);
    public static readonly DemoPerson Sato = new(Number(2), "sato", "Sato Mai", "佐藤 麻衣", "ja", null, Roles.Engineer);
    public static readonly DemoPerson Ito = new(Number(3), "ito", "Ito Yuki", "伊藤 由紀", "en", null, Roles.Engineer);
    public static readonly DemoPerson Mori = new(Number(4), "mori", "Mori Hana", "森 華", "ja", null, Roles.Supervisor);
    public static readonly DemoPerson Ueda = new(Number(5), "ueda", "Ueda Ryo", "上田 亮", "ja", null, Roles.Engineer, Roles.OnCall);
    public static readonly DemoPerson Admin = new(Number(6), "admin", "Hayashi Emi", "林 恵美", "en", null, Roles.Administrator);
    public static readonly DemoPerson Tanaka = new(Number(7), "tanaka", "Tanaka Jun", "田中 淳", "ja", null, Roles.Engineer);
    public static readonly DemoPerson Wagner = new(
        Number(8),
        "wagner",
        "Wagner Anna",
        "ワーグナー アンナ",
        "en",
        "Europe/Berlin",
        Roles.Engineer
    );

    public static readonly IReadOnlyList<DemoPerson> All = [Kato, Sato, Ito, Mori, Ueda, Admin, Tanaka, Wagner];

    public static readonly IReadOnlyList<Guid> Ids = [.. All.Select(p => p.Id)];

    private static readonly FrozenSet<Guid> Known = Ids.ToFrozenSet();

    public static bool Includes(Guid id) => Known.Contains(id);

    private static Guid Number(int n) => new(0x0de40000, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, (byte)n);
}
