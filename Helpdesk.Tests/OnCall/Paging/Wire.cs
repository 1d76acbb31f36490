using System.Collections.Concurrent;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Paging;
using MimeKit;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>The world outside: what reached the pager service and colleagues' mailboxes.</summary>
public sealed class Wire : IHookSender, IMailSender, IMailSession
{
    private int _diesAfter = int.MaxValue;

    public ConcurrentQueue<PageHook> Hooks { get; } = [];

    public ConcurrentQueue<(string To, string Subject, string MessageId, string Text)> Mails { get; } = [];

    /// <summary>Where mails are laid as well; null for nowhere.</summary>
    public FolderSender? Folder { get; set; }

    /// <summary>Posts to a pager service that listens; null for one that is only played.</summary>
    public IHookSender? Pager { get; set; }

    /// <summary>What the pager service answers; null takes it.</summary>
    public string? HookTrouble { get; set; }

    /// <summary>Lets the console die right after so many more deliveries: the other side has it, nothing here knows.</summary>
    public void DieAfter(int deliveries) => _diesAfter = deliveries;

    public void Heal() => _diesAfter = int.MaxValue;

    public async Task<string?> SendAsync(PageHook hook, CancellationToken cancellation)
    {
        var trouble = Pager is null ? HookTrouble : await Pager.SendAsync(hook, cancellation);
        if (trouble is null)
            Hooks.Enqueue(hook);
        Delivered();
        return trouble;
    }

    public IMailSession Open() => this;

    public async Task<SendOutcome> SendAsync(string name, MimeMessage message, CancellationToken cancellation)
    {
        if (Folder is not null)
            await Folder.SendAsync(name, message, cancellation);
        if (name.StartsWith("staff-", StringComparison.Ordinal))
            Mails.Enqueue((message.To.Mailboxes.Single().Address, message.Subject ?? "", message.MessageId ?? "", message.TextBody ?? ""));
        Delivered();
        return SendOutcome.Accepted;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Delivered()
    {
        if (Interlocked.Decrement(ref _diesAfter) < 0)
            throw new KilledException();
    }
}
