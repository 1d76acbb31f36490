using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Supervision.ContractEnds;

/// <summary>Section <c>ContractNotices</c>: who hears that a contract ends, and when.</summary>
public sealed class ContractNoticeOptions
{
    public const string Section = "ContractNotices";

    /// <summary>Whether the customer's contacts who may open cases are written to as well; supervisors always hear of it.</summary>
    public bool MailCustomers { get; set; }

    /// <summary>Days before a contract's last day at which it is told first.</summary>
    public int FirstDays { get; set; } = 60;

    /// <summary>Days before the last day at which it is told once more.</summary>
    public int SecondDays { get; set; } = 14;
}

/// <summary>A wrong key stops the start and names itself and the fix.</summary>
public sealed class ContractNoticeOptionsCheck : IValidateOptions<ContractNoticeOptions>
{
    public ValidateOptionsResult Validate(string? name, ContractNoticeOptions options)
    {
        List<string> wrong = [];
        if (options.FirstDays is < 2 or > 365)
            wrong.Add("ContractNotices:FirstDays must lie between 2 and 365; 60 is usual.");
        if (options.SecondDays < 1 || options.SecondDays >= options.FirstDays)
            wrong.Add("ContractNotices:SecondDays must lie between 1 and ContractNotices:FirstDays less one; 14 is usual.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
