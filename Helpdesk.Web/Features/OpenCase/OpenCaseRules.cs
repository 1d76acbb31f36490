using System.Net.Mail;
using FluentValidation;
using Helpdesk.Web.Commands;
using Helpdesk.Web.Data;

namespace Helpdesk.Web.Features.OpenCase;

/// <summary>What a new case must have, whoever sends it (spec I2).</summary>
public sealed class OpenCaseRules : AbstractValidator<OpenCaseRequest>
{
    public OpenCaseRules(Catalogue catalogue)
    {
        RuleFor(r => r.UserKind).NotNull().WithErrorCode("value.required");
        RuleFor(r => r.ContactName).Required().AtMost(Rules.ShortText).OneLine();
        RuleFor(r => r.Email).Required().AtMost(254).OneLine();
        RuleFor(r => r.Email).Must(e => MailAddress.TryCreate(e!.Trim(), out var parsed) && parsed.Address == e.Trim())
            .When(r => !string.IsNullOrWhiteSpace(r.Email)).WithErrorCode("email.bad").WithState(r => new object?[] { r.Email });
        RuleFor(r => r.Phone).AtMost(50).OneLine();
        RuleFor(r => r.Organisation).AtMost(Rules.ShortText).OneLine();
        RuleFor(r => r.Language).Must(l => l is null or "ja" or "en").WithErrorCode("language.unknown").WithState(r => new object?[] { r.Language });
        RuleFor(r => r.Product).Required();
        RuleFor(r => r.Product).Must(p => catalogue.Find(p!.Trim()) is not null).When(r => !string.IsNullOrWhiteSpace(r.Product))
            .WithErrorCode("product.unknown").WithState(r => new object?[] { r.Product, string.Join(", ", catalogue.Products.Select(p => p.Code)) });
        RuleFor(r => r.ProductVersion).Required().AtMost(50).OneLine();
        RuleFor(r => r.SerialNumber).AtMost(100).OneLine();
        RuleFor(r => r.RequestType).NotNull().WithErrorCode("value.required");
        RuleFor(r => r.Severity).NotNull().WithErrorCode("value.required");
        RuleFor(r => r.Subject).Required().AtMost(Rules.ShortText).OneLine();
        RuleFor(r => r.Description).Required().AtMost(Rules.LongText).Readable();
        RuleForEach(r => r.Answers!.InOrder()).Must(a => a.Text is null || a.Text.Length <= 20_000).When(r => r.Answers is not null)
            .OverridePropertyName("answers").WithErrorCode("text.too-long").WithState((_, a) => new object?[] { 20_000, a.Text?.Length });
    }
}
