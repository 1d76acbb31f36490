using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Demo;

/// <summary>What customers of the demo report, in their language.</summary>
internal sealed record DemoStory(Severity Severity, RequestType Type, string Ja, string JaText, string En, string EnText);

internal static class DemoStories
{
    public static readonly DemoStory[] All =
    [
        new(
            Severity.Emergency,
            RequestType.TechnicalHelp,
            "マザーボード交換後、復元が途中で止まる",
            "交換後に復元すると「ボリュームが見つかりません」で止まります。\n今夜までに戻す必要があります。",
            "Restore stops after a mainboard swap; domain controller down",
            "The recovery environment does not see the RAID volume.\nWe must be back tonight."
        ),
        new(
            Severity.Emergency,
            RequestType.TechnicalHelp,
            "本番サーバーが起動せず、イメージも開けない",
            "昨夜の増分を含めてイメージがマウントできません。業務が止まっています。",
            "Production server does not boot and the image will not mount",
            "Neither last night's incremental nor the base image opens. Business has stopped."
        ),
        new(
            Severity.Emergency,
            RequestType.Bug,
            "バックアップ開始と同時にサーバーが停止する",
            "ジョブを開始すると必ずブルースクリーンになります。",
            "Server stops whenever the backup job starts",
            "Bugcheck at the snapshot, every time."
        ),
        new(
            Severity.High,
            RequestType.TechnicalHelp,
            "イメージの検証が3日連続で失敗する",
            "検証ログを添付しました。チェーンの4番目からです。",
            "Image verification has failed three days in a row",
            "Log attached; it begins with the fourth file of the chain."
        ),
        new(
            Severity.High,
            RequestType.TechnicalHelp,
            "毎晩のバックアップがVSSエラーで失敗する",
            "10月の更新プログラム適用後、2台とも発生しています。",
            "Backup job fails every night with a VSS error",
            "It started after the October updates, on both nodes."
        ),
        new(
            Severity.High,
            RequestType.Bug,
            "ImageManagerが統合中に異常終了する",
            "月次の統合で毎回落ちます。ダンプを取得済みです。",
            "ImageManager crashes during consolidation",
            "Every monthly consolidation; we have a dump."
        ),
        new(
            Severity.High,
            RequestType.TechnicalHelp,
            "レプリケーションが回線断のあと再開しない",
            "夜間に切れると翌朝まで止まったままです。",
            "Replication does not resume after the line drops",
            "When it drops at night it stays down until the morning."
        ),
        new(
            Severity.Medium,
            RequestType.TechnicalHelp,
            "NASへの書き込みエラーが断続的に発生する",
            "エラーは週に2回ほど。ジョブ自体は完了します。",
            "Intermittent write errors to the NAS, job completes",
            "About twice a week; the job itself completes."
        ),
        new(
            Severity.Medium,
            RequestType.TechnicalHelp,
            "Hyper-Vへのテスト復元で黒い画面になる",
            "検証環境のみで、本番には影響ありません。",
            "Test restore to Hyper-V boots to a black screen",
            "Lab only, production is fine."
        ),
        new(
            Severity.Medium,
            RequestType.Bug,
            "スケジュールが夏時間の切り替え後に1時間ずれる",
            "海外拠点のみで発生します。",
            "Schedule is an hour off after the change of clocks",
            "Only at the overseas site."
        ),
        new(
            Severity.Medium,
            RequestType.TechnicalHelp,
            "通知メールの件名が文字化けする",
            "日本語の件名だけ読めません。",
            "Subject lines of notification mails are garbled",
            "Only those with Japanese in them."
        ),
        new(
            Severity.Medium,
            RequestType.TechnicalHelp,
            "ShadowControlで端末が「不明」のままになる",
            "エージェントは動いています。",
            "Endpoints stay \"unknown\" in ShadowControl",
            "The agents are running."
        ),
        new(
            Severity.Low,
            RequestType.Activation,
            "プロキシ経由でアクティベーションできない",
            "試用キーは残り14日です。",
            "Activation fails behind a proxy",
            "Trial key, 14 days left."
        ),
        new(
            Severity.Low,
            RequestType.ItEditionExchange,
            "IT Edition: USBキーの交換をお願いしたい",
            "サブスクリプションは来年6月まで有効です。",
            "IT Edition: exchange for a new USB key",
            "The subscription runs until next June."
        ),
        new(
            Severity.Low,
            RequestType.Licence,
            "サーバー入れ替えに伴うライセンス移行",
            "旧サーバーは来月末で廃止します。",
            "Moving a licence to a replacement server",
            "The old server is retired at the end of next month."
        ),
        new(
            Severity.Low,
            RequestType.Enhancement,
            "検証結果をCSVで出力したい",
            "監査で提出を求められています。",
            "Export verification results as CSV",
            "Our auditors ask for it."
        ),
        new(
            Severity.Low,
            RequestType.Training,
            "管理者向けトレーニングの日程を知りたい",
            "来期に3名の参加を予定しています。",
            "When is the next administrators' training?",
            "Three of us would come next term."
        ),
    ];

    public static readonly string[] RepliesJa =
    [
        "ご連絡ありがとうございます。ログを確認しています。",
        "差分ドライバーの一覧を取得いただけますか。手順を添付します。",
        "同じ現象をこちらの環境で再現できました。",
    ];

    public static readonly string[] RepliesEn =
    [
        "Thank you; we are reading the logs.",
        "Could you collect the driver list? The steps are attached.",
        "We have reproduced this here.",
    ];

    public static readonly string[] NotesJa = ["HIRは未実行。ドライバー一覧を依頼。", "類似事例あり。開発に確認中。"];

    public static readonly string[] NotesEn =
    [
        "HIR not run yet; asked for the driver list.",
        "Looks like an older case; asking development.",
    ];
}
