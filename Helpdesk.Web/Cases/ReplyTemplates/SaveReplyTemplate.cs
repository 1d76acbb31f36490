using FluentValidation;
using FluentValidation.Results;
using Helpdesk.Web.Administration.OrderedLists;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>Makes a template, or changes the one whose <see cref="Id"/> is given.</summary>
/// <param name="Version">The one that was edited; a newer one refuses.</param>
public sealed record SaveReplyTemplate(
    Guid? Id,
    int Version,
    ReplyTemplateKind Kind,
    string NameEn,
    string NameJa,
    string BodyEn,
    string BodyJa,
    IReadOnlyList<string> ProductCodes
) : ISaveOrdered;

public sealed class SaveReplyTemplateRules : AbstractValidator<SaveReplyTemplate>
{
    public const int LongestBody = 10_000;

    public const int LongestName = 80;

    public SaveReplyTemplateRules(Catalogue catalogue)
    {
        RuleFor(t => t.Kind).IsInEnum().WithErrorCode("value.required");
        RuleFor(t => t.NameEn).Required().AtMost(LongestName).OneLine();
        RuleFor(t => t.NameJa).Required().AtMost(LongestName).OneLine();
        RuleFor(t => t.BodyEn).Required().AtMost(LongestBody).Readable().Custom(Check);
        RuleFor(t => t.BodyJa).Required().AtMost(LongestBody).Readable().Custom(Check);
        RuleForEach(t => t.ProductCodes)
            .Must(code => catalogue.Find(code) is not null)
            .WithErrorCode("product.unknown")
            .WithState((_, code) => new object?[] { code, string.Join(", ", catalogue.Products.Select(p => p.Code)) });
    }

    // Every mistake with its line: an unknown placeholder would say nothing, or stop the composer, in front of a customer.
    private static void Check(string? body, ValidationContext<SaveReplyTemplate> context)
    {
        List<TemplateMistake> mistakes = [];
        TextTemplate.Read(body ?? "", ReplyPlaceholders.Known, mistakes);
        foreach (var mistake in mistakes)
        {
            context.AddFailure(
                new ValidationFailure(context.PropertyPath, null)
                {
                    ErrorCode = mistake.Kind switch
                    {
                        TemplateMistakeKind.Braces => "template.braces",
                        TemplateMistakeKind.UnknownPlaceholder => "template.placeholder-unknown",
                        _ => "template.unreadable",
                    },
                    CustomState = new object?[] { mistake.Line, mistake.What, string.Join(", ", ReplyPlaceholders.All) },
                }
            );
        }
    }
}
