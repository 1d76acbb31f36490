using System.Text.Json;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Portal.Form;

/// <summary>Enquiries that were begun under a contact's address and never sent.</summary>
public sealed class DraftContactData : IContactData
{
    public string Name => "unsentEnquiries";

    public async Task<IReadOnlyList<object>> ReadAsync(HelpdeskDb db, string email, CancellationToken cancellation) =>
        [
            .. (await db.PortalDrafts().AsNoTracking().Where(d => d.Email == email).ToListAsync(cancellation)).Select(d => new
            {
                d.CreatedAt,
                d.KeptAt,
                Fields = JsonSerializer.Deserialize<Dictionary<string, string>>(d.Fields),
            }),
        ];

    public async Task EraseAsync(HelpdeskDb db, string email, CancellationToken cancellation)
    {
        await db.PortalFiles()
            .Where(f => db.PortalDrafts().Any(d => d.Email == email && f.Owner == "draft/" + d.Key))
            .ExecuteDeleteAsync(cancellation);
        await db.PortalDrafts().Where(d => d.Email == email).ExecuteDeleteAsync(cancellation);
    }
}
