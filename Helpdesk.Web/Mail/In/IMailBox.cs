namespace Helpdesk.Web.Mail.In;

/// <summary>A mail as a box gives it.</summary>
/// <param name="Raw">Its bytes, or their beginning when it is larger than the console takes.</param>
/// <param name="Size">Bytes it really has.</param>
public sealed record FetchedMail(byte[] Raw, long Size)
{
    public bool IsWhole => Raw.Length >= Size;
}

/// <summary>Where mail comes from.</summary>
public interface IMailBox
{
    /// <summary>Where it is, for the log and for people: no password.</summary>
    string Name { get; }

    /// <summary>
    /// Runner over every mail that has not been taken, oldest first, and marks each in the box only after <paramref name="take"/> has
    /// ended well: whatever stops the console in between, the mail comes again. One that cannot be taken stays and does not stop the next.
    /// </summary>
    Task ReadAsync(Func<FetchedMail, CancellationToken, Task> take, CancellationToken cancellation);

    /// <summary>How many mails have not been taken; takes and marks none.</summary>
    Task<int> CountAsync(CancellationToken cancellation);

    /// <summary>Ends when something may have come; may end without a cause.</summary>
    Task WaitAsync(CancellationToken cancellation);
}
