using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Demo;

/// <content>The customers, each with a way to be trouble or none.</content>
internal static partial class DemoRecords
{
    public static readonly DemoCustomer[] Customers =
    [
        new(
            "大和精機株式会社",
            "山本 健一",
            "k.yamamoto@daiwa-seiki.example",
            "03-5550-0101",
            "ja",
            SupportTier.Standard,
            "SPX-SERVER",
            LicenceKind.Purchased
        ),
        new(
            "Nordwind GmbH",
            "Lena Fischer",
            "l.fischer@nordwind.example",
            "+49 40 5550 102",
            "en",
            SupportTier.Premium,
            "SPX-SERVER",
            LicenceKind.Purchased
        ),
        new(
            "花丸食品株式会社",
            "中村 由美",
            "nakamura@hanamaru-foods.example",
            "06-5550-0103",
            "ja",
            SupportTier.Premium,
            "SPX-SB",
            LicenceKind.Purchased
        ),
        new(
            "株式会社みどり会計",
            "小林 誠",
            "kobayashi@midori-kaikei.example",
            "052-555-0104",
            "ja",
            SupportTier.Standard,
            "SPX-DESKTOP",
            LicenceKind.Purchased
        ),
        new(
            "Aoba Systems (VAR)",
            "鈴木 大輔",
            "suzuki@aoba-systems.example",
            "022-555-0105",
            "ja",
            SupportTier.Standard,
            "SPX-VIRTUAL",
            LicenceKind.Purchased
        ),
        new(
            "北斗サービス株式会社",
            "高橋 恵",
            "takahashi@hokuto-service.example",
            "011-555-0106",
            "ja",
            SupportTier.Standard,
            "SPX-IT",
            LicenceKind.Subscription
        ),
        new(
            "木曽大学 情報基盤センター",
            "渡辺 隆",
            "watanabe@kiso-u.example",
            "0264-55-0107",
            "ja",
            SupportTier.Standard,
            "SPX-DESKTOP",
            LicenceKind.Trial,
            "trial"
        ),
        new(
            "Southern Cross Logistics",
            "Grace Okafor",
            "grace@sxlogistics.example",
            "+61 2 5550 0108",
            "en",
            SupportTier.Premium,
            "SPX-VIRTUAL",
            LicenceKind.Purchased
        ),
        new(
            "医療法人さくら会",
            "伊東 桜",
            "ito@sakura-med.example",
            "045-555-0109",
            "ja",
            SupportTier.Premium,
            "SPX-SERVER",
            LicenceKind.Purchased
        ),
        new(
            "Harbor Freight Brokers Inc.",
            "Dan Whitfield",
            "dan@harborbrokers.example",
            "+1 415 555 0110",
            "en",
            SupportTier.Standard,
            "SHD-STREAM",
            LicenceKind.Purchased
        ),
        new(
            "富士見市立図書館",
            "松本 愛",
            "matsumoto@fujimi-lib.example",
            "049-555-0111",
            "ja",
            SupportTier.Standard,
            "SPX-SERVER",
            LicenceKind.Purchased,
            "ended"
        ),
        new(
            "丸太町建設株式会社",
            "井上 翔",
            "inoue@marutamachi.example",
            "075-555-0112",
            "ja",
            SupportTier.Standard,
            "IMG-MANAGER",
            LicenceKind.Purchased,
            "no-contract"
        ),
        new(
            "Baltic Marine Insurance",
            "Jonas Petrauskas",
            "jonas@balticmarine.example",
            "+370 5 555 0113",
            "en",
            SupportTier.Standard,
            "SPX-SERVER",
            LicenceKind.Purchased
        ),
        new(
            "株式会社星雲ソフトウェア開発研究所西日本事業本部",
            "長谷川 慎太郎",
            "hasegawa@seiun-soft.example",
            "092-555-0114",
            "ja",
            SupportTier.Standard,
            "SPX-SERVER",
            LicenceKind.Purchased
        ),
        new(
            "Kestrel Cloud Services (MSP)",
            "Priya Raman",
            "priya@kestrelcloud.example",
            "+44 20 5550 0115",
            "en",
            SupportTier.Premium,
            "SPX-IT",
            LicenceKind.Subscription
        ),
        new(
            "信濃川製紙株式会社",
            "岡田 直樹",
            "okada@shinanogawa.example",
            "025-555-0116",
            "ja",
            SupportTier.Standard,
            "SPX-SERVER",
            LicenceKind.Purchased
        ),
        new(
            "パートナー検証室",
            "斎藤 健",
            "saito@partner-lab.example",
            "03-5550-0117",
            "ja",
            SupportTier.Standard,
            "SPX-SERVER",
            LicenceKind.NotForResale,
            "nfr"
        ),
        new(
            "Orchard Dental Group",
            "Emily Tran",
            "emily@orcharddental.example",
            "+1 206 555 0118",
            "en",
            SupportTier.Standard,
            "SPX-SB",
            LicenceKind.Purchased
        ),
        new(
            "瀬戸内フェリー株式会社",
            "村上 拓海",
            "murakami@setouchi-ferry.example",
            "082-555-0119",
            "ja",
            SupportTier.Premium,
            "SPX-SERVER",
            LicenceKind.Purchased
        ),
        new(
            "Polder Waterworks",
            "Sanne de Vries",
            "sanne@polderwater.example",
            "+31 10 555 0120",
            "en",
            SupportTier.Standard,
            "SPX-VIRTUAL",
            LicenceKind.Purchased,
            "begins"
        ),
    ];
}
