using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Customers;

namespace Helpdesk.Web.Cases.Data;

/// <summary>Makes the queue row of a case just saved; <see cref="OpenCases"/> reads all of them at start.</summary>
public sealed class QueueEntries(Catalogue catalogue)
{
    public QueueEntry Of(Case c) =>
        new()
        {
            Id = c.Id,
            Number = c.Number,
            Version = c.Version,
            Status = c.Status,
            Severity = c.Severity,
            StatedSeverity = c.StatedSeverity,
            Subject = c.Subject,
            LastLine = c.LastLine,
            LastLineBy = c.LastLineBy,
            Customer = c.CustomerShown,
            ContactName = c.Contact.Name,
            Language = c.Contact.Language,
            Tier = c.Tier,
            Verdict = c.VerdictKind,
            ProductCode = c.ProductCode,
            ProductName = catalogue.NameOf(c.ProductCode),
            ProductVersion = c.ProductVersion,
            SerialNumber = c.SerialNumber,
            OpenedAt = c.OpenedAt,
            BallSince = c.BallSince,
            LastActivityAt = c.LastActivityAt,
            OwnerId = c.OwnerId,
            OwnerName = c.OwnerName,
            ReopenCount = c.ReopenCount,
            Clock = c.NextClock,
        };
}
