using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>The reply templates that a console begins with; from then on they are the administrator's (spec U4).</summary>
internal static class StartingTemplates
{
    private static readonly string[] BackupProducts = ["SPX-SERVER", "SPX-DESKTOP", "SPX-SB", "SPX-VIRTUAL", "SPX-IT"];

    public static IReadOnlyList<ReplyTemplate> All() => [.. Texts.Select(ToRow)];

    /// <summary>Fills an empty table; a console whose templates were all switched off keeps them so.</summary>
    public static async Task EnsureAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        if (await db.ReplyTemplates().AnyAsync(cancellation))
            return;
        db.ReplyTemplates().AddRange(All());
        await db.SaveChangesAsync(cancellation);
    }

    private static ReplyTemplate ToRow(Starting text, int index) =>
        new()
        {
            // The same in every console: a template that came with it can be named from outside.
            Id = new Guid(0x7e3a_0000 + index, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1),
            Kind = text.Kind,
            NameEn = text.NameEn,
            NameJa = text.NameJa,
            BodyEn = text.BodyEn,
            BodyJa = text.BodyJa,
            ProductCodes = text.Products ?? [],
            Place = index + 1,
        };

    private sealed record Starting(
        ReplyTemplateKind Kind,
        string NameEn,
        string NameJa,
        string BodyEn,
        string BodyJa,
        string[]? Products = null
    );

    private static readonly Starting[] Texts =
    [
        new(
            ReplyTemplateKind.Greeting,
            "Thank you for your message",
            "お問い合わせのお礼",
            "Dear {{ customer }},\n\nthank you for your message about {{ product }} {{ version }}. "
                + "I am {{ agent }} of {{ team }} and look after your request {{ number }}.\n{{~ if opens ~}}\n"
                + "Outside Japanese business hours we answer in English; "
                + "colleagues who speak Japanese are back at {{ opens }}.\n{{~ end ~}}",
            "{{ customer }}\n\n{{ product }} {{ version }} についてお問い合わせいただき、ありがとうございます。受付番号 {{ number }} を担当いたします、{{ team }}の {{ agent }} です。"
        ),
        new(
            ReplyTemplateKind.Status,
            "We are looking into it",
            "調査中のご連絡",
            "We are looking into \"{{ subject }}\" now.\n{{~ if due ~}}\nYou will hear from us by {{ due }} at the latest.\n"
                + "{{~ end ~}}\nUntil then nothing needs to be done at your side.",
            "「{{ subject }}」について、現在調査しております。\n{{~ if due ~}}\n遅くとも {{ due }} までにご連絡いたします。\n{{~ end ~}}\nそれまでお客様側での作業は必要ございません。"
        ),
        new(
            ReplyTemplateKind.Status,
            "With development",
            "開発部門で確認中",
            "I have handed what you sent to our developers and asked them about the cause. "
                + "As soon as they answer I will write to you; you need not ask.",
            "お送りいただいた内容を開発部門に渡し、原因の確認を依頼いたしました。回答があり次第、こちらからご連絡いたします。"
        ),
        new(
            ReplyTemplateKind.Question,
            "Is it reproducible?",
            "再現性の確認",
            "To narrow it down:\n\n1. Has this happened before {{ version }}?\n"
                + "2. What was done just before it happened for the first time?\n3. Does it happen every time, and in which steps?\n"
                + "4. What was changed on the system lately (hardware, drivers, updates)?",
            "原因を絞り込むため、次の点をお知らせください。\n\n1. {{ version }} より前のバージョンでも発生していましたか。\n2. 初めて発生する直前に、どのような操作をされましたか。\n"
                + "3. 毎回発生しますか。再現する手順をお知らせください。\n4. 最近、システムに変更（ハードウェア、ドライバー、更新プログラムなど）はありましたか。"
        ),
        new(
            ReplyTemplateKind.Question,
            "Diagnostic files for a backup that fails",
            "バックアップ失敗時の診断ファイル",
            "So that we can see what the job ran into, please send us\n\n- the log of the job that failed, as a whole\n"
                + "- the output of the diagnostic tool, run on the same machine\n- a screenshot of the message, if there was one\n\n"
                + "The serial number {{ serial }} is already with us.",
            "ジョブが失敗した原因を確認するため、次のファイルをお送りください。\n\n- 失敗したジョブのログ（全体）\n- 同じコンピューターで実行した診断ツールの出力\n- メッセージが表示された場合は、その画面のスクリーンショット\n\n"
                + "シリアル番号 {{ serial }} は確認済みです。",
            BackupProducts
        ),
        new(
            ReplyTemplateKind.Question,
            "When may we call?",
            "お電話の希望時間",
            "This goes faster by phone. Please tell us two times at which we may call you, with your time zone and the number.",
            "お電話で確認したほうが早いと存じます。ご都合のよい時間帯を二つと、お電話番号をお知らせください。"
        ),
        new(
            ReplyTemplateKind.Guidance,
            "Update to a supported version",
            "サポート対象バージョンへの更新",
            "We support the latest version of {{ product }} and the one before it; {{ version }} is older. "
                + "Your contract includes the update. Please install it on one machine first, let a backup run and verify it, "
                + "and tell us whether the fault is still there.",
            "{{ product }} は、最新バージョンとその一つ前のバージョンをサポートしております。{{ version }} はそれより前のバージョンです。更新は保守契約に含まれます。"
                + "まず 1 台で更新し、バックアップと検証を実行のうえ、現象が続くかどうかをお知らせください。"
        ),
        new(
            ReplyTemplateKind.Guidance,
            "Verify the image chain",
            "イメージチェーンの検証",
            "Please verify the image chain:\n\n1. Stop the job, so that nothing is written meanwhile.\n"
                + "2. Verify the base image first, then each incremental in order.\n"
                + "3. Note the first file that fails, and send us its name and the message.\n\n"
                + "Do not delete or move any file of the chain until we have answered.",
            "イメージチェーンを検証してください。\n\n1. 検証中に書き込まれないよう、ジョブを停止します。\n2. 最初にベースイメージを、続いて増分を順に検証します。\n"
                + "3. 最初に失敗したファイルの名前と、表示されたメッセージをお知らせください。\n\n当方から回答するまで、チェーン内のファイルを削除・移動しないようお願いいたします。",
            [.. BackupProducts, "IMG-MANAGER"]
        ),
        new(
            ReplyTemplateKind.Guidance,
            "Move a licence to another machine",
            "ライセンスの移行",
            "To move the licence {{ serial }}:\n\n"
                + "1. Deactivate it on the old machine, while that one can still reach the internet.\n"
                + "2. Install {{ product }} {{ version }} on the new one.\n3. Activate it there with the same serial number.\n\n"
                + "If the old machine is gone already, tell us its name and we release the licence.",
            "ライセンス {{ serial }} の移行手順は次のとおりです。\n\n1. 旧コンピューターがインターネットに接続できるうちに、ライセンスを解除します。\n"
                + "2. 新しいコンピューターに {{ product }} {{ version }} をインストールします。\n3. 同じシリアル番号で有効化します。\n\n"
                + "旧コンピューターがすでに使えない場合は、コンピューター名をお知らせください。当方で解除いたします。"
        ),
        new(
            ReplyTemplateKind.Closing,
            "Tell us how it went",
            "結果のお知らせのお願い",
            "Please answer this mail and tell us how it went. If it does not help, we go on; your request {{ number }} stays open.",
            "結果をこのメールへの返信でお知らせください。解決しない場合は、引き続き対応いたします。受付番号 {{ number }} はそのまま継続いたします。"
        ),
        new(
            ReplyTemplateKind.Closing,
            "If it cannot wait",
            "お急ぎの場合",
            "If your business stands still because of this, ring {{ hotline }} and give the number {{ number }}.",
            "この件で業務が停止している場合は、{{ hotline }} へお電話のうえ、受付番号 {{ number }} をお伝えください。"
        ),
    ];
}
