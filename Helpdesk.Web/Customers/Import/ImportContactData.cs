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
        // LIKE goes by neither case of Latin letters; a sign of its own in an address is taken as it is.
        var pattern =
            "%"
            + email
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("%", "\\%", StringComparison.Ordinal)
                .Replace("_", "\\_", StringComparison.Ordinal)
            + "%";
        return db.ImportRefusals().Where(r => EF.Functions.Like(r.Value!, pattern, "\\") || EF.Functions.Like(r.Args, pattern, "\\"));
    }
}
