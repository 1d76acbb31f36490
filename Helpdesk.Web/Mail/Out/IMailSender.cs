using MimeKit;

namespace Helpdesk.Web.Mail.Out;

public enum SendResult
{
    /// <summary>The receiving side has it and answers for it.</summary>
    Accepted = 0,

    /// <summary>No for good: another try would be answered the same.</summary>
    Refused = 1,

    /// <summary>Not now; this one mail may go better later.</summary>
    Later = 2,

    /// <summary>Nobody can be reached or signed in to: no mail gets through now.</summary>
    Unreachable = 3,
}

/// <param name="Cause">What the server said, or what stood in the way; empty when accepted.</param>
public sealed record SendOutcome(SendResult Result, string Cause)
{
    public static readonly SendOutcome Accepted = new(SendResult.Accepted, "");

    /// <summary>What the receiving side said when it took the mail; empty when it says nothing.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Those whose copy it did not take; everybody else has the mail.</summary>
    public IReadOnlyList<RefusedCopy> RefusedCopies { get; init; } = [];
}

/// <param name="Cause">What the server said.</param>
public sealed record RefusedCopy(string Address, string Cause);

/// <summary>Takes messages one after another until it is disposed of; never throws for what a server says.</summary>
public interface IMailSession : IAsyncDisposable
{
    /// <param name="name">Names the mail among all others; one that is sent again has the same name.</param>
    Task<SendOutcome> SendAsync(string name, MimeMessage message, CancellationToken cancellation);
}

/// <summary>The way out: a server, or a folder.</summary>
public interface IMailSender
{
    IMailSession Open();
}
