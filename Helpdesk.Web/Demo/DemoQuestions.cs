using Helpdesk.Domain.Intake;

namespace Helpdesk.Web.Demo;

/// <content>What each product asks whoever has a problem with it (spec I3).</content>
internal static partial class DemoRecords
{
    private static readonly ProductQuestion WhichJob = new()
    {
        En = "Which backup job is it, and is it full or incremental?",
        Ja = "どのバックアップジョブですか（フル・増分の別も）",
    };

    private static readonly ProductQuestion WhereTo = new()
    {
        En = "Where is the backup written to (USB disk, NAS, share)?",
        Ja = "バックアップの保存先はどこですか（USB ディスク、NAS、共有フォルダーなど）",
    };

    private static ProductQuestion[] QuestionsOf(string code) =>
        code switch
        {
            "SPX-VIRTUAL" =>
            [
                WhichJob,
                WhereTo,
                new() { En = "Which hypervisor, and which guest system?", Ja = "ハイパーバイザーとゲスト OS の種類とバージョン" },
            ],
            "SPX-IT" =>
            [
                new()
                {
                    En = "From what was the machine started (USB, DVD, network)?",
                    Ja = "何から起動しましたか（USB、DVD、ネットワーク）",
                },
                new()
                {
                    En = "Which machine is backed up or restored (make, disks, RAID)?",
                    Ja = "対象マシンの機種、ディスク、RAID の構成",
                },
            ],
            "IMG-MANAGER" =>
            [
                new() { En = "Which managed folder, and on what kind of disk?", Ja = "どの管理フォルダーですか（ディスクの種類も）" },
                new() { En = "What fails: collapse, verification or replication?", Ja = "失敗するのは結合、検証、複製のどれですか" },
                new() { En = "Where are the images replicated to?", Ja = "イメージの複製先はどこですか" },
            ],
            "SHD-STREAM" =>
            [
                new() { En = "Which way is data sent, and how fast is the line?", Ja = "転送の方向と回線の速度" },
                new() { En = "Is there a proxy or firewall in between?", Ja = "途中にプロキシーやファイアウォールはありますか" },
            ],
            "SHD-CONTROL" =>
            [
                new()
                {
                    En = "Which endpoint, and what does its status say?",
                    Ja = "どのエンドポイントですか。状態表示はどうなっていますか",
                },
                new()
                {
                    En = "Can the endpoint reach the appliance on ports 8443 and 5556?",
                    Ja = "エンドポイントから管理サーバーのポート 8443・5556 に接続できますか",
                },
            ],
            _ => [WhichJob, WhereTo],
        };
}
