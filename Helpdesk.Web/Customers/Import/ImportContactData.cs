using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Import;

/// <summary>What refused rows say of a person: found by the address, and gone with it.</summary>
public sealed class ImportContactData : IContactData
{
    public string Name => "refused-rows";

    public async Task<IReadOnlyList<object>> ReadAsync(HelpdeskDb db, string email, CancellationToken cancellation) =>
        [
            .. await Of(db, email)
                .AsNoTracking()
                .Select(r => new
                {
                    r.Row,
                    r.Column,
                    r.Value,
                })
                .ToListAsync(cancellation),
        ];

    public Task EraseAsync(HelpdeskDb db, string email, CancellationToken cancellation) => Of(db, email).ExecuteDeleteAsync(cancellation);

    private static IQueryable<ImportRefusal> Of(HelpdeskDb db, string email)
    {
        var lower = email.ToLowerInvariant();
        return db.ImportRefusals().Where(r => r.Value!.ToLower().Contains(lower) || r.Args.ToLower().Contains(lower));
    }
}
