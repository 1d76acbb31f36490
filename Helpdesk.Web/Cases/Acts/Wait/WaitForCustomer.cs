using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.Acts.Wait;

/// <summary>The customer has the ball from now on (spec H1).</summary>
public sealed record WaitForCustomer(string? Text) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.WaitForCustomer(Text?.Trim(), context);
}

/// <summary>The product's makers have the ball.</summary>
public sealed record WaitForVendor(string? Text) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.WaitForVendor(Text?.Trim(), context);
}

/// <summary>The ball is ours again.</summary>
public sealed record ResumeCase(string? Text) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.Resume(Text?.Trim(), context);
}

/// <summary>The makers answered what they owed, whoever has the ball meanwhile.</summary>
public sealed record RecordVendorAnswer(string? Text) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.VendorAnswers(Text?.Trim(), context);
}

public sealed class RecordVendorAnswerRules : AbstractValidator<RecordVendorAnswer>
{
    public RecordVendorAnswerRules() => RuleFor(c => c.Text).AtMost(Rules.LongText).Readable();
}

public sealed class WaitForCustomerRules : AbstractValidator<WaitForCustomer>
{
    public WaitForCustomerRules() => RuleFor(c => c.Text).AtMost(Rules.LongText).Readable();
}

public sealed class WaitForVendorRules : AbstractValidator<WaitForVendor>
{
    public WaitForVendorRules() => RuleFor(c => c.Text).AtMost(Rules.LongText).Readable();
}

public sealed class ResumeCaseRules : AbstractValidator<ResumeCase>
{
    public ResumeCaseRules() => RuleFor(c => c.Text).AtMost(Rules.LongText).Readable();
}
