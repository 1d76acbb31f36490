using System.Net.Mail;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.Acts.JudgeAnew;

/// <summary>
/// Corrects what a case is about and judges it by the records of now (spec E5); what is left out stays, and nothing given only judges.
/// </summary>
/// <param name="SerialNumber">Empty takes it off the case.</param>
public sealed record JudgeCaseAnew(
    string Reason,
    string? Product = null,
    string? ProductVersion = null,
    string? SerialNumber = null,
    string? ContactName = null,
    string? Email = null,
    string? Phone = null,
    string? Organisation = null
)
{
    /// <summary>The case's intake with what was corrected.</summary>
    internal CaseIntake Of(Case target)
    {
        var now = target.ToIntake();
        return now with
        {
            ProductCode = Given(Product) ?? now.ProductCode,
            ProductVersion = Given(ProductVersion) ?? now.ProductVersion,
            SerialNumber = SerialNumber is null ? now.SerialNumber : Given(SerialNumber),
            Contact = now.Contact with
            {
                Name = Given(ContactName) ?? now.Contact.Name,
                Email = Given(Email) ?? now.Contact.Email,
                Phone = Phone is null ? now.Contact.Phone : Given(Phone),
                Organisation = Organisation is null ? now.Contact.Organisation : Given(Organisation),
            },
        };
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

public sealed class JudgeCaseAnewRules : AbstractValidator<JudgeCaseAnew>
{
    public JudgeCaseAnewRules(Catalogue catalogue)
    {
        RuleFor(c => c.Reason).Required().AtMost(Rules.LongText).Readable();
        RuleFor(c => c.Product)
            .Must(p => catalogue.Find(p!.Trim()) is not null)
            .When(c => !string.IsNullOrWhiteSpace(c.Product))
            .WithErrorCode("product.unknown")
            .WithState(c => new object?[] { c.Product, string.Join(", ", catalogue.All.Select(p => p.Code)) });
        RuleFor(c => c.ProductVersion).AtMost(50).OneLine();
        RuleFor(c => c.SerialNumber).AtMost(100).OneLine();
        RuleFor(c => c.ContactName).AtMost(Rules.ShortText).OneLine();
        RuleFor(c => c.Email)
            .Must(e => e!.Length <= 254 && MailAddress.TryCreate(e.Trim(), out var parsed) && parsed.Address == e.Trim())
            .When(c => !string.IsNullOrWhiteSpace(c.Email))
            .WithErrorCode("email.bad")
            .WithState(c => new object?[] { c.Email });
        RuleFor(c => c.Phone).AtMost(50).OneLine();
        RuleFor(c => c.Organisation).AtMost(Rules.ShortText).OneLine();
    }
}
