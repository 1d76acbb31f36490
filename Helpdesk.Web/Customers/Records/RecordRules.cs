using FluentValidation;
using FluentValidation.Results;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Validation;
using NodaTime;

namespace Helpdesk.Web.Customers.Records;

/// <summary>What is alike in all records: keys fit an address, lines are lines. Fields are called as their columns.</summary>
internal static class RecordRule
{
    public const int LongestKey = 100;

    /// <summary>No control characters, no slash and no blank ends: keys stand in addresses.</summary>
    public static IRuleBuilderOptions<T, string?> FitsKey<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(key => key is null || (key.Length <= LongestKey && !key.Any(c => char.IsControl(c) || c is '/' or '\\' or '?' or '#')))
            .WithErrorCode("record.key-bad")
            .WithState((_, key) => new object?[] { key, LongestKey });

    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, int most = Rules.ShortText) =>
        rule.AtMost(most).OneLine();

    public static void Addresses<T>(this IRuleBuilder<T, ValueList<string>> rule, string column) =>
        rule.Custom(
            (all, check) =>
            {
                foreach (var one in all.Where(a => a.Length > 254 || MailHosts.Of(a) is null))
                    check.AddFailure(new ValidationFailure(column, "") { ErrorCode = "email.bad", CustomState = new object?[] { one } });
            }
        );
}

public sealed class ProductRules : AbstractValidator<Product>
{
    public ProductRules()
    {
        RuleFor(p => p.Code).FitsKey().OverridePropertyName("code");
        RuleFor(p => p.NameEn).Required().Line().OverridePropertyName("nameEn");
        RuleFor(p => p.NameJa).Line().OverridePropertyName("nameJa");
        RuleFor(p => p.MaintainedBy)
            .Must((p, by) => !by.Contains(p.Code, StringComparer.OrdinalIgnoreCase))
            .WithErrorCode("product.maintained-by-itself")
            .WithState(p => new object?[] { p.Code })
            .OverridePropertyName("maintainedBy");
        RuleFor(p => p.Questions)
            .Must(all => all.Count <= ProductQuestion.Most)
            .WithErrorCode("product.questions-many")
            .WithState(p => new object?[] { ProductQuestion.Most, p.Questions.Count })
            .OverridePropertyName("questionsEn");
        Questions("questionsEn", q => q.En);
        Questions("questionsJa", q => q.Ja);
    }

    private void Questions(string column, Func<ProductQuestion, string> text) =>
        RuleFor(p => p.Questions)
            .Custom(
                (all, check) =>
                {
                    foreach (var (line, at) in all.Select((q, i) => (text(q), i + 1)))
                    {
                        var code =
                            line.Length > ProductQuestion.Longest ? "product.question-long"
                            : line.Any(char.IsControl) ? "product.question-line"
                            : null;
                        if (code is not null)
                            check.AddFailure(
                                new ValidationFailure(column, "")
                                {
                                    ErrorCode = code,
                                    CustomState = new object?[] { at, ProductQuestion.Longest, line.Length },
                                }
                            );
                    }
                }
            );
}

public sealed class ProductVersionRules : AbstractValidator<ProductVersion>
{
    public ProductVersionRules()
    {
        RuleFor(v => v.Number).FitsKey().Line(50).OverridePropertyName("version");
        RuleFor(v => v.Number)
            .Must(n => n.Any(char.IsAsciiDigit))
            .WithErrorCode("version.no-number")
            .WithState(v => new object?[] { v.Number })
            .OverridePropertyName("version");
        RuleFor(v => v.ProlongedFor).Line().OverridePropertyName("prolongedFor");
        RuleFor(v => v.ProlongedFor).Required().When(v => v.ProlongedUntil is not null).OverridePropertyName("prolongedFor");
        RuleFor(v => v.ProlongedUntil)
            .NotNull()
            .When(v => v.ProlongedFor is not null)
            .WithErrorCode("record.value-missing")
            .OverridePropertyName("prolongedUntil");
        RuleFor(v => v.Builds).Line(100).OverridePropertyName("builds");
    }
}

public sealed class CustomerRules : AbstractValidator<Customer>
{
    public CustomerRules()
    {
        RuleFor(c => c.Key).FitsKey().OverridePropertyName("key");
        RuleFor(c => c.Name).Line().OverridePropertyName("name");
        RuleFor(c => c.NameLatin).Line().OverridePropertyName("nameLatin");
        RuleFor(c => c.Reading).Line().OverridePropertyName("reading");
        RuleFor(c => c.Zone)
            .Must(zone => zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null)
            .WithErrorCode("record.zone-unknown")
            .WithState(c => new object?[] { c.Zone })
            .OverridePropertyName("zone");
        RuleFor(c => c.MailDomains)
            .Custom(
                (domains, check) =>
                {
                    foreach (var one in domains)
                    {
                        var code =
                            MailHosts.Of("x@" + one) is null || !one.Contains('.', StringComparison.Ordinal) ? "record.domain-bad"
                            : MailHosts.IsOpenToAll(one) ? "record.domain-open"
                            : null;
                        if (code is not null)
                            check.AddFailure(
                                new ValidationFailure("mailDomains", "") { ErrorCode = code, CustomState = new object?[] { one } }
                            );
                    }
                }
            );
        RuleFor(c => c.ServedBy)
            .Must((c, by) => !string.Equals(c.Key, by, StringComparison.OrdinalIgnoreCase))
            .WithErrorCode("customer.serves-itself")
            .OverridePropertyName("servedBy");
    }
}

public sealed class ContactRules : AbstractValidator<Contact>
{
    public ContactRules()
    {
        RuleFor(c => c.Key).FitsKey().OverridePropertyName("key");
        RuleFor(c => c.Name).Line().OverridePropertyName("name");
        RuleFor(c => c.Reading).Line().OverridePropertyName("reading");
        RuleFor(c => c.Emails).Addresses("emails");
        RuleForEach(c => c.Phones).Line(50).OverridePropertyName("phones");
    }
}

public sealed class ContractRules : AbstractValidator<Contract>
{
    public ContractRules()
    {
        RuleFor(c => c.Number).FitsKey().OverridePropertyName("number");
        RuleFor(c => c.Until)
            .GreaterThanOrEqualTo(c => c.From)
            .WithErrorCode("contract.ends-before-start")
            .WithState(c => new object?[] { RecordKinds.Contracts.Column("from")!.Text(c), RecordKinds.Contracts.Column("until")!.Text(c) })
            .OverridePropertyName("until");
        RuleFor(c => c.Tier).NotEqual(SupportTier.SelfService).WithErrorCode("contract.self-service").OverridePropertyName("tier");
        RuleFor(c => c.EndedOn)
            .Must((c, day) => day is null || day >= c.From)
            .WithErrorCode("contract.ends-before-start")
            .WithState(c =>
                new object?[] { RecordKinds.Contracts.Column("from")!.Text(c), RecordKinds.Contracts.Column("endedOn")!.Text(c) }
            )
            .OverridePropertyName("endedOn");
        RuleFor(c => c.Successor)
            .Must((c, next) => !string.Equals(c.Number, next, StringComparison.OrdinalIgnoreCase))
            .WithErrorCode("contract.follows-itself")
            .OverridePropertyName("successor");
    }
}

public sealed class LicenceRules : AbstractValidator<Licence>
{
    public LicenceRules()
    {
        RuleFor(l => l.Serial).FitsKey().OverridePropertyName("serial");
        RuleFor(l => l.Version).Line(50).OverridePropertyName("version");
    }
}
