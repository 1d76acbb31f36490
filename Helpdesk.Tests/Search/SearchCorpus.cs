using System.Globalization;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Search;
using NodaTime;

namespace Helpdesk.Tests.Search;

/// <summary>Makes texts as a backup vendor's support centre has them, from words that also occur in real articles; the same seed, the same texts.</summary>
internal sealed class SearchCorpus(int seed)
{
    private static readonly string[] s_subjectsEn =
    [
        "Scheduled job",
        "Incremental backup",
        "Full backup",
        "Network share",
        "USB drive",
        "NAS destination",
        "Retention plan",
        "E-mail report",
        "Agent service",
        "Console window",
        "Volume label",
        "Tape export",
        "Cloud copy",
        "Encryption password",
        "Proxy server",
        "Firewall rule",
        "Log file",
        "Update package",
        "Trial period",
        "Desktop shortcut",
        "Command line",
        "Windows service",
        "Consolidation",
        "Bandwidth limit",
        "Disk signature",
        "Partition layout",
        "Virtual machine",
        "Snapshot provider",
        "Exchange server",
        "SQL database",
        "File recovery",
        "Mount point",
        "Dashboard",
        "Subscription",
        "Invoice",
        "Serial label",
    ];

    private static readonly string[] s_verbsEn =
    [
        "is slow on",
        "stops after",
        "is missing in",
        "shows a warning on",
        "cannot be opened from",
        "is started twice by",
        "waits for",
        "ignores the settings of",
        "reports the wrong size for",
        "is listed twice in",
        "does not appear in",
        "takes too long with",
        "needs more memory than",
        "is skipped by",
        "is renamed by",
        "keeps the old name of",
    ];

    private static readonly string[] s_objectsEn =
    [
        "Windows Server 2019",
        "Windows Server 2022",
        "Windows 11",
        "a domain member",
        "the second disk",
        "a locked workstation",
        "a remote office",
        "the weekly plan",
        "the nightly window",
        "a 4K display",
        "the tray icon",
        "a large folder",
        "the old console",
        "a German keyboard",
        "an expired account",
        "the quarantine folder",
        "a slow line",
        "the monthly report",
        "a renamed server",
        "the spare drive",
    ];

    private static readonly string[] s_subjectsJa =
    [
        "スケジュールジョブ",
        "増分バックアップ",
        "完全バックアップ",
        "共有フォルダー",
        "USB ドライブ",
        "NAS の保存先",
        "保持ポリシー",
        "メール通知",
        "エージェントサービス",
        "管理画面",
        "ボリュームラベル",
        "テープへの書き出し",
        "クラウド転送",
        "暗号化パスワード",
        "プロキシサーバー",
        "ファイアウォール設定",
        "ログファイル",
        "更新プログラム",
        "評価期間",
        "ショートカット",
        "コマンドライン",
        "Windows サービス",
        "統合処理",
        "帯域制限",
        "ディスク署名",
        "パーティション構成",
        "仮想マシン",
        "スナップショット",
        "メールサーバー",
        "データベース",
        "ファイル単位の取り出し",
        "マウントポイント",
        "ダッシュボード",
        "契約更新",
        "請求書",
        "製品ラベル",
    ];

    private static readonly string[] s_verbsJa =
    [
        "が遅い",
        "が途中で止まる",
        "が表示されない",
        "に警告が出る",
        "を開けない",
        "が二重に起動する",
        "が待機状態のままになる",
        "の設定が反映されない",
        "の容量が正しくない",
        "が重複して表示される",
        "に時間がかかる",
        "のメモリ使用量が多い",
        "がスキップされる",
        "の名前が変わる",
    ];

    private static readonly string[] s_placesJa =
    [
        "Windows Server 2019 で",
        "Windows Server 2022 で",
        "Windows 11 で",
        "ドメイン参加後に",
        "二台目のディスクで",
        "ロック中の端末で",
        "支店の環境で",
        "週次の計画で",
        "夜間の時間帯に",
        "高解像度の画面で",
        "大きなフォルダーで",
        "旧バージョンの画面で",
        "期限切れのアカウントで",
        "低速回線で",
        "月次レポートで",
        "サーバー名の変更後に",
    ];

    private static readonly string[] s_sentencesEn =
    [
        "This happens when the service account has no right to the folder.",
        "Open the settings of the job and look at the second page.",
        "Nothing has to be reinstalled for this.",
        "The message stands in the log of the day.",
        "Restart the agent afterwards and start the job by hand once.",
        "If the entry is not there, add it and save.",
        "Older versions wrote the value in another place.",
        "The backup itself goes on without an error.",
        "Please check the free space of the destination before the next run.",
        "A restart of the computer is needed only once.",
        "The image chain is not touched by this setting.",
        "Verification of the data is not part of this step.",
        "Drivers of the network card are updated by the manufacturer.",
        "The licence is not affected and activation stays as it is.",
        "Colleagues have seen this on two customer systems.",
        "The restore of single files works as before.",
    ];

    private static readonly string[] s_sentencesJa =
    [
        "サービスアカウントにフォルダーの権限がない場合に発生します。",
        "ジョブの設定を開き、二ページ目を確認してください。",
        "再インストールは必要ありません。",
        "メッセージは当日のログに記録されます。",
        "その後エージェントを再起動し、ジョブを一度手動で実行します。",
        "項目がない場合は追加して保存してください。",
        "以前のバージョンでは別の場所に値が保存されていました。",
        "バックアップ自体はエラーなく続行されます。",
        "次回の実行前に、保存先の空き容量を確認してください。",
        "再起動が必要なのは一度だけです。",
        "この設定はイメージチェーンに影響しません。",
        "この手順にデータの検証は含まれません。",
        "ネットワークカードのドライバーは製造元の手順で更新します。",
        "ライセンス認証の状態は変わりません。",
        "同様の現象は二つのお客様環境で確認されています。",
        "ファイル単位の復元はこれまでどおり動作します。",
    ];

    private static readonly string[] s_products = ["SPX-SERVER", "SPX-DESKTOP", "SPX-SB", "SPX-VIRTUAL", "IMG-MANAGER", "SHD-STREAM"];

    // Not for secrets: the same texts every time.
    private readonly Random _random = new(seed);

    public string Title(bool japanese) =>
        japanese
            ? $"{Pick(s_placesJa)}{Pick(s_subjectsJa)}{Pick(s_verbsJa)}"
            : $"{Pick(s_subjectsEn)} {Pick(s_verbsEn)} {Pick(s_objectsEn)}";

    public string Text(bool japanese, int sentences)
    {
        var lines = Enumerable
            .Range(0, sentences)
            .Select(i => i % 4 == 3 ? Title(japanese) + (japanese ? "。" : ".") : Pick(japanese ? s_sentencesJa : s_sentencesEn));
        return string.Join(japanese ? "" : " ", lines)
            + string.Create(CultureInfo.InvariantCulture, $" ({Word()}-{_random.Next(100_000)})");
    }

    public string Product() => Pick(s_products);

    /// <summary>An article as the upkeep would hand it over, for colleagues and for everybody.</summary>
    public IEnumerable<SearchChange> Article(long id, Instant at)
    {
        var product = Product();
        SearchDocument[] documents =
        [
            .. new[] { false, true }.Select(japanese => new SearchDocument
            {
                Language = japanese ? "ja" : "en",
                Title = Title(japanese),
                Keywords = product,
                Body = Text(japanese, 12),
                Facets = [ArticleDocuments.Language(japanese ? "ja" : "en"), product],
                At = at,
            }),
        ];
        yield return new(SearchKind.Article, id, documents);
        yield return new(SearchKind.Help, id, documents);
    }

    /// <summary>A case with its description and three messages.</summary>
    public SearchChange Case(long id, Instant at)
    {
        var japanese = id % 3 != 0;
        var number = string.Create(CultureInfo.InvariantCulture, $"C-2026{1 + (id % 12):D2}{1 + (id % 28):D2}-{id % 10_000:D4}");
        return new(
            SearchKind.Case,
            id,
            [
                new()
                {
                    Title = Title(japanese),
                    Keywords = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{number}\n{Word()} {(japanese ? "株式会社" : "Ltd.")}\n{Word()}@example.test\nSP-{id % 10_000:D4}-{id * 37 % 10_000:D4}"
                    ),
                    Body = Text(japanese, 4) + "\n" + Text(japanese, 3) + "\n" + Text(japanese, 2) + "\n" + Text(japanese, 2),
                    Facets = [id % 20 == 0 ? CaseDocuments.Open : CaseDocuments.Closed, Product()],
                    At = at,
                },
            ]
        );
    }

    // Names and the like: many words that occur once.
    private string Word()
    {
        const string Consonants = "bdfghklmnprstvz",
            Vowels = "aeiou";
        return string.Concat(
            Enumerable.Range(0, 3).Select(_ => $"{Consonants[_random.Next(Consonants.Length)]}{Vowels[_random.Next(Vowels.Length)]}")
        );
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
