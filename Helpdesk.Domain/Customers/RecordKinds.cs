using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Customers;

/// <summary>The kinds of records with their columns, in the order in which one needs the other.</summary>
public static class RecordKinds
{
    // An empty cell of a required date or choice cannot be told from a forgotten one: refused as missing.
    private static Error Missing(string column) => new("record.value-missing", column);

    public static readonly RecordKind<Product> Products = new(
        "products",
        [
            Column.Key<Product>("code", p => p.Code, (p, v) => p with { Code = v ?? "" }),
            Column.Words<Product>("nameEn", p => p.NameEn, (p, v) => p with { NameEn = v ?? "" }),
            Column.Words<Product>("nameJa", p => p.NameJa, (p, v) => p with { NameJa = v ?? "" }),
            Column.Many<Product>("maintainedBy", p => p.MaintainedBy, (p, v) => p with { MaintainedBy = v }),
            Column.Date<Product>("endedOn", p => p.EndedOn, (p, v) => p with { EndedOn = v }),
            Column.Lines<Product>(
                "questionsEn",
                p => p.Questions.Select(q => q.En),
                (p, v) => p with { Questions = [.. ProductQuestion.WithEn(p.Questions, v)] }
            ),
            Column.Lines<Product>(
                "questionsJa",
                p => p.Questions.Select(q => q.Ja),
                (p, v) => p with { Questions = [.. ProductQuestion.WithJa(p.Questions, v)] }
            ),
        ],
        ["code"],
        ["code"],
        p => p.Code,
        () =>
            new()
            {
                Code = "",
                NameEn = "",
                NameJa = "",
            },
        // One name stands for both languages until there is another; a line that is empty in both is no question.
        p =>
            p with
            {
                NameEn = p.NameEn.Length > 0 ? p.NameEn : p.NameJa,
                NameJa = p.NameJa.Length > 0 ? p.NameJa : p.NameEn,
                Questions = [.. p.Questions.Where(q => !q.IsEmpty())],
            }
    );

    public static readonly RecordKind<ProductVersion> Versions = new(
        "versions",
        [
            Column.Key<ProductVersion>("product", v => v.ProductCode, (v, x) => v with { ProductCode = x ?? "" }),
            Column.Words<ProductVersion>("version", v => v.Number, (v, x) => v with { Number = x ?? "" }),
            Column.Date<ProductVersion>("releasedOn", v => v.ReleasedOn, (v, x) => v with { ReleasedOn = x }),
            Column.Date<ProductVersion>("prolongedUntil", v => v.ProlongedUntil, (v, x) => v with { ProlongedUntil = x }),
            Column.Words<ProductVersion>("prolongedFor", v => v.ProlongedFor, (v, x) => v with { ProlongedFor = x }),
            Column.Words<ProductVersion>("builds", v => v.Builds, (v, x) => v with { Builds = x }),
        ],
        ["product", "version"],
        ["product", "version"],
        v => v.ProductCode + "/" + v.Number,
        () => new() { ProductCode = "", Number = "" },
        v => v
    );

    public static readonly RecordKind<Customer> Customers = new(
        "customers",
        [
            Column.Key<Customer>("key", c => c.Key, (c, v) => c with { Key = v ?? "" }),
            Column.Words<Customer>("name", c => c.Name, (c, v) => c with { Name = v ?? "" }),
            Column.Words<Customer>("nameLatin", c => c.NameLatin, (c, v) => c with { NameLatin = v }),
            Column.Words<Customer>("reading", c => c.Reading, (c, v) => c with { Reading = v }),
            new("language", c => c.Language, (c, text) => Language(text, "language", l => c with { Language = l ?? "ja" })),
            Column.Words<Customer>("zone", c => c.Zone, (c, v) => c with { Zone = v }),
            Column.Choice<Customer, UserKind>("userKind", c => c.UserKind, (c, v) => c with { UserKind = v ?? UserKind.Business }),
            Column.Many<Customer>(
                "mailDomains",
                c => c.MailDomains,
                (c, v) => c with { MailDomains = [.. v.Select(d => d.TrimStart('@').ToLowerInvariant())] }
            ),
            Column.Key<Customer>("servedBy", c => c.ServedBy, (c, v) => c with { ServedBy = v }),
            Column.Date<Customer>("endedOn", c => c.EndedOn, (c, v) => c with { EndedOn = v }),
            Column.Key<Customer>("joinedInto", c => c.JoinedInto, (c, v) => c with { JoinedInto = v }),
        ],
        ["key"],
        ["key", "name"],
        c => c.Key,
        () => new() { Key = "", Name = "" },
        c => c
    );

    public static readonly RecordKind<Contact> Contacts = new(
        "contacts",
        [
            Column.Key<Contact>("key", c => c.Key, (c, v) => c with { Key = v ?? "" }),
            Column.Key<Contact>("customer", c => c.CustomerKey, (c, v) => c with { CustomerKey = v ?? "" }),
            Column.Words<Contact>("name", c => c.Name, (c, v) => c with { Name = v ?? "" }, personal: true),
            Column.Words<Contact>("reading", c => c.Reading, (c, v) => c with { Reading = v }, personal: true),
            Column.Many<Contact>("emails", c => c.Emails, (c, v) => c with { Emails = v }, personal: true),
            Column.Many<Contact>("phones", c => c.Phones, (c, v) => c with { Phones = v }, personal: true),
            new("language", c => c.Language ?? "", (c, text) => Language(text, "language", l => c with { Language = l })),
            Column.YesNo<Contact>("mayOpenCases", c => c.MayOpenCases, (c, v) => c with { MayOpenCases = v ?? true }),
            Column.Date<Contact>("leftOn", c => c.LeftOn, (c, v) => c with { LeftOn = v }),
        ],
        ["key"],
        ["customer", "name"],
        c => c.Key,
        () =>
            new()
            {
                Key = "",
                CustomerKey = "",
                Name = "",
            },
        c => c.Key.Length > 0 ? c : c with { Key = RecordKeys.OfContact(c.CustomerKey, c.Emails.Count > 0 ? c.Emails[0] : c.Name) }
    );

    public static readonly RecordKind<Contract> Contracts = new(
        "contracts",
        [
            Column.Key<Contract>("number", c => c.Number, (c, v) => c with { Number = v ?? "" }),
            Column.Key<Contract>("customer", c => c.CustomerKey, (c, v) => c with { CustomerKey = v ?? "" }),
            Column.Choice<Contract, SupportTier>("tier", c => c.Tier, (c, v) => v is { } tier ? c with { Tier = tier } : Missing("tier")),
            Column.Many<Contract>("products", c => c.Products, (c, v) => c with { Products = v }),
            Column.Date<Contract>("from", c => Day(c.From), (c, v) => v is { } day ? c with { From = day } : Missing("from")),
            Column.Date<Contract>("until", c => Day(c.Until), (c, v) => v is { } day ? c with { Until = day } : Missing("until")),
            Column.Choice<Contract, BoughtAs>("boughtAs", c => c.BoughtAs, (c, v) => c with { BoughtAs = v ?? BoughtAs.Purchase }),
            Column.Key<Contract>("successor", c => c.Successor, (c, v) => c with { Successor = v }),
            Column.Date<Contract>("endedOn", c => c.EndedOn, (c, v) => c with { EndedOn = v }),
        ],
        ["number"],
        ["number", "customer", "tier", "products", "from", "until"],
        c => c.Number,
        () =>
            new()
            {
                Number = "",
                CustomerKey = "",
                Tier = SupportTier.Standard,
                Products = [],
                From = default,
                Until = default,
            },
        c => c
    );

    public static readonly RecordKind<Licence> Licences = new(
        "licences",
        [
            Column.Key<Licence>("serial", l => l.Serial, (l, v) => l with { Serial = v ?? "" }),
            Column.Key<Licence>("product", l => l.ProductCode, (l, v) => l with { ProductCode = v ?? "" }),
            Column.Choice<Licence, LicenceKind>("kind", l => l.Kind, (l, v) => l with { Kind = v ?? LicenceKind.Purchased }),
            Column.Key<Licence>("contract", l => l.ContractNumber, (l, v) => l with { ContractNumber = v }),
            Column.Key<Licence>("customer", l => l.CustomerKey, (l, v) => l with { CustomerKey = v }),
            Column.Key<Licence>("contact", l => l.ContactKey, (l, v) => l with { ContactKey = v }),
            Column.Words<Licence>("version", l => l.Version, (l, v) => l with { Version = v }),
            Column.Date<Licence>("endedOn", l => l.EndedOn, (l, v) => l with { EndedOn = v }),
        ],
        ["serial"],
        ["serial", "product"],
        l => l.Serial,
        () => new() { Serial = "", ProductCode = "" },
        l => l
    );

    private static Result<T> Language<T>(string text, string column, Func<string?, T> set) =>
        text.Trim().ToLowerInvariant() switch
        {
            "" => set(null),
            "ja" or "jp" or "japanese" or "日本語" or "日" => set("ja"),
            "en" or "english" or "英語" or "英" => set("en"),
            _ => new Error("language.unknown", column, text.Trim()),
        };

    private static LocalDate? Day(LocalDate day) => day == default ? null : day;
}
