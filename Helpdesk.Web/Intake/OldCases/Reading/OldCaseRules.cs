using System.Net.Mail;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Validation;
using NodaTime;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>What an old case must have, whatever form it came in; open ones must have somebody who can be answered.</summary>
internal sealed class OldCaseRules : AbstractValidator<OldCaseRecord>
{
    private const int MostMessages = 10_000;

    public OldCaseRules(IClock clock)
    {
        RuleFor(r => r.From).Required().AtMost(50).OneLine();
        RuleFor(r => r.OldNumber).Required().AtMost(50).OneLine();
        RuleFor(r => r.Subject).Required().AtMost(Rules.ShortText).OneLine();
        RuleFor(r => r.Version).AtMost(50).OneLine();
        RuleFor(r => r.SerialNumber).AtMost(100).OneLine();
        RuleFor(r => r.Language)
            .Must(l => l is null or "ja" or "en")
            .WithErrorCode("language.unknown")
            .WithState(r => new object?[] { r.Language });
        Times(clock);
        Contact();
        RuleForEach(r => r.Messages).SetValidator(new OldMessageRules(clock));
        RuleFor(r => r.Messages)
            .Must(m => m.Count <= MostMessages)
            .WithErrorCode("old-case.too-many")
            .WithState(_ => new object?[] { MostMessages });
        RuleFor(r => r.Messages).Must((r, m) => m.Count > 0 || !string.IsNullOrWhiteSpace(r.Subject)).WithErrorCode("value.required");
        RuleForEach(r => r.Remarks).AtMost(Rules.LongText).Readable();
    }

    private void Times(IClock clock)
    {
        RuleFor(r => r.OpenedAt).NotNull().WithErrorCode("value.required");
        RuleFor(r => r.OpenedAt).Must(at => at is null || at <= clock.GetCurrentInstant()).WithErrorCode("old-case.future");
        RuleFor(r => r.ClosedAt).NotNull().When(r => r.IsClosed).WithErrorCode("value.required");
        RuleFor(r => r.ClosedAt).Null().When(r => !r.IsClosed).WithErrorCode("old-case.open-has-end");
        RuleFor(r => r.ClosedAt).Must(at => at is null || at <= clock.GetCurrentInstant()).WithErrorCode("old-case.future");
        RuleFor(r => r.ClosedAt)
            .Must((r, at) => at is null || r.OpenedAt is null || at >= r.OpenedAt)
            .WithErrorCode("old-case.ends-before");
    }

    private void Contact()
    {
        RuleFor(r => r.ContactName).Required().AtMost(Rules.ShortText).OneLine().OverridePropertyName("contact.name");
        RuleFor(r => r.Email).Required().When(r => !r.IsClosed).OverridePropertyName("contact.email");
        RuleFor(r => r.Email)
            .Must(e => MailAddress.TryCreate(e!.Trim(), out var parsed) && parsed.Address == e.Trim() && e.Length <= 254)
            .When(r => !string.IsNullOrWhiteSpace(r.Email))
            .WithErrorCode("email.bad")
            .WithState(r => new object?[] { r.Email })
            .OverridePropertyName("contact.email");
        RuleFor(r => r.Phone).AtMost(50).OneLine().OverridePropertyName("contact.phone");
        RuleFor(r => r.Organisation).AtMost(Rules.ShortText).OneLine().OverridePropertyName("contact.organisation");
        RuleFor(r => r.OwnerName).AtMost(Rules.ShortText).OneLine().OverridePropertyName("owner.name");
    }
}

/// <summary>What a message of an old case must have.</summary>
internal sealed class OldMessageRules : AbstractValidator<OldMessageRecord>
{
    private const int MostFiles = 100;

    public OldMessageRules(IClock clock)
    {
        RuleFor(m => m.At).NotNull().WithErrorCode("value.required");
        RuleFor(m => m.At).Must(at => at is null || at <= clock.GetCurrentInstant()).WithErrorCode("old-case.future");
        RuleFor(m => m.Author).Required().AtMost(Rules.ShortText).OneLine();
        RuleFor(m => m.Text).NotNull().WithErrorCode("text.required");
        RuleFor(m => m.Text).AtMost(Rules.LongText).Readable();
        RuleFor(m => m.Files)
            .Must(f => f.Count <= MostFiles)
            .WithErrorCode("old-case.too-many")
            .WithState(_ => new object?[] { MostFiles });
        RuleForEach(m => m.Files)
            .Must(f => OldPaths.IsInside(f.Path))
            .WithErrorCode("old-case.path-outside")
            .WithState((_, f) => new object?[] { f.Path });
    }
}

/// <summary>Paths of files as old cases name them: from the folder of the file on, never out of it.</summary>
internal static class OldPaths
{
    public static bool IsInside(string path) =>
        path.Length is > 0 and <= 1_000
        && !Path.IsPathRooted(path)
        && !path.Contains('\0', StringComparison.Ordinal)
        && !path.Contains(':', StringComparison.Ordinal)
        && !path.Split('/', '\\').Contains("..");
}
