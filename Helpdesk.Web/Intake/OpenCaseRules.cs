using System.Net.Mail;
using FluentValidation;
using FluentValidation.Results;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Intake;

/// <summary>What a new case must have, whoever sends it (spec I2).</summary>
public sealed class OpenCaseRules : AbstractValidator<OpenCaseRequest>
{
    public OpenCaseRules(Catalogue catalogue)
    {
        RuleFor(r => r.UserKind).NotNull().WithErrorCode("value.required");
        RuleFor(r => r.ContactName).Required().AtMost(Rules.ShortText).OneLine();
        RuleFor(r => r.Email).Required().AtMost(254).OneLine();
        RuleFor(r => r.Email)
            .Must(e => MailAddress.TryCreate(e!.Trim(), out var parsed) && parsed.Address == e.Trim())
            .When(r => !string.IsNullOrWhiteSpace(r.Email))
            .WithErrorCode("email.bad")
            .WithState(r => new object?[] { r.Email });
        RuleFor(r => r.Phone).AtMost(50).OneLine();
        RuleFor(r => r.Organisation).AtMost(Rules.ShortText).OneLine();
        RuleFor(r => r.Language)
            .Must(l => l is null or "ja" or "en")
            .WithErrorCode("language.unknown")
            .WithState(r => new object?[] { r.Language });
        RuleFor(r => r.Product).Required();
        RuleFor(r => r.Product)
            .Must(p => catalogue.Find(p!.Trim()) is not null)
            .When(r => !string.IsNullOrWhiteSpace(r.Product))
            .WithErrorCode("product.unknown")
            .WithState(r => new object?[] { r.Product, string.Join(", ", catalogue.Products.Select(p => p.Code)) });
        RuleFor(r => r.ProductVersion).Required().AtMost(50).OneLine();
        RuleFor(r => r.SerialNumber).AtMost(100).OneLine();
        RuleFor(r => r.RequestType).NotNull().WithErrorCode("value.required");
        RuleFor(r => r.Severity).NotNull().WithErrorCode("value.required");
        RuleFor(r => r.Subject).Required().AtMost(Rules.ShortText).OneLine();
        RuleFor(r => r.Description).Required().AtMost(Rules.LongText).Readable();
        RuleFor(r => r.Answers).Custom((answers, check) => check.Check(answers));
    }
}
