using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Demo.Drop;

/// <summary>
/// Takes what the demo invented out of the tables, in one transaction. Of its cases' entries the places stay (<see cref="DroppedEntry"/>),
/// so that the record of the cases that stay can be proved as before.
/// </summary>
internal static class DemoRemoval
{
    private const string Places = """
        INSERT INTO DroppedEntries (EntryId, PreviousHash, Hash, Dropping)
            SELECT Id, PreviousHash, Hash, {0} FROM Timeline WHERE CaseId IN (SELECT Id FROM DemoCase);
        """;

    // What hangs on a case by a key goes with it; the rest names it by number.
    private const string Cases = """
        DELETE FROM StaffMails WHERE CaseId IN (SELECT Id FROM DemoCase);
        DELETE FROM InboundMails WHERE CaseNumber IN (SELECT Number FROM DemoCase);
        DELETE FROM CaseRatings WHERE CaseId IN (SELECT Id FROM DemoCase);
        DELETE FROM Drafts WHERE CaseId IN (SELECT Id FROM DemoCase);
        DELETE FROM IdempotentAnswers WHERE CaseId IN (SELECT Id FROM DemoCase);
        DELETE FROM HandOverLines WHERE CaseId IN (SELECT Id FROM DemoCase);
        DELETE FROM CaseLinks WHERE OtherNumber IN (SELECT Number FROM DemoCase);
        DELETE FROM SupervisorAlerts WHERE CaseNumber = '' OR CaseNumber IN (SELECT Number FROM DemoCase);
        DELETE FROM Reassignments;
        DELETE FROM Cases WHERE Id IN (SELECT Id FROM DemoCase);
        """;

    private const string Records = """
        DELETE FROM MailOwners WHERE "Key" IN (SELECT "Key" FROM DemoCustomer UNION SELECT "Key" FROM DemoContact);
        DELETE FROM ContractNotices WHERE Number IN (SELECT "Key" FROM DemoContract);
        DELETE FROM RecordChanges WHERE (Kind = 'licences' AND "Key" IN (SELECT "Key" FROM DemoLicence))
            OR (Kind = 'contracts' AND "Key" IN (SELECT "Key" FROM DemoContract))
            OR (Kind = 'contacts' AND "Key" IN (SELECT "Key" FROM DemoContact))
            OR (Kind = 'customers' AND "Key" IN (SELECT "Key" FROM DemoCustomer))
            OR (Kind = 'products' AND "Key" IN (SELECT Code FROM DemoProduct))
            OR (Kind = 'versions' AND substr("Key", 1, instr("Key", '/') - 1) IN (SELECT Code FROM DemoProduct));
        DELETE FROM Licences WHERE Serial IN (SELECT "Key" FROM DemoLicence);
        DELETE FROM Contracts WHERE Number IN (SELECT "Key" FROM DemoContract);
        DELETE FROM Contacts WHERE "Key" IN (SELECT "Key" FROM DemoContact);
        DELETE FROM Customers WHERE "Key" IN (SELECT "Key" FROM DemoCustomer);
        DELETE FROM ProductVersions WHERE ProductCode IN (SELECT Code FROM DemoProduct);
        DELETE FROM Products WHERE Code IN (SELECT Code FROM DemoProduct);
        DELETE FROM Articles WHERE Id IN (SELECT Id FROM DemoArticle);
        DELETE FROM HelpLinks WHERE Address LIKE '%.helpdesk.example/%';
        """;

    private const string People = """
        UPDATE OnCallRotations SET People = (SELECT json_group_array(value) FROM json_each(People)
            WHERE upper(value) NOT IN (SELECT Id FROM DemoPerson))
            WHERE EXISTS (SELECT 1 FROM json_each(People) WHERE upper(value) IN (SELECT Id FROM DemoPerson));
        DELETE FROM OnCallRotations WHERE json_array_length(People) = 0;
        DELETE FROM OnCallOverrides WHERE PersonId IN (SELECT Id FROM DemoPerson);
        DELETE FROM OnCallFeeds WHERE PersonId IN (SELECT Id FROM DemoPerson);
        DELETE FROM ShiftHandOvers WHERE FromId IN (SELECT Id FROM DemoPerson) OR ToId IN (SELECT Id FROM DemoPerson);
        DELETE FROM Absences WHERE PersonId IN (SELECT Id FROM DemoPerson);
        UPDATE Absences SET SubstituteId = NULL WHERE SubstituteId IN (SELECT Id FROM DemoPerson);
        DELETE FROM AgentProfiles WHERE PersonId IN (SELECT Id FROM DemoPerson);
        DELETE FROM Drafts WHERE PersonId IN (SELECT Id FROM DemoPerson);
        DELETE FROM StaffMails WHERE PersonId IN (SELECT Id FROM DemoPerson);
        DELETE FROM People WHERE Id IN (SELECT Id FROM DemoPerson);
        DELETE FROM ApiKeys WHERE Id = {0};
        UPDATE SearchProgress SET Done = -1;
        """;

    private const string NoDelete = "Timeline_NoDelete";

    /// <summary>After <see cref="DemoMarks.MakeAsync"/>, on the same connection.</summary>
    public static async Task RunAsync(HelpdeskDb db, DemoRemains what, Instant now, CancellationToken cancellation)
    {
        var dropping = Chance.Name();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync(Places, [Stored(dropping)], cancellation);
        var guard = await db
            .Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE name = {0}", NoDelete)
            .SingleAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER " + NoDelete, cancellation);
        await db.Database.ExecuteSqlRawAsync(Cases, cancellation);
        await db.Database.ExecuteSqlRawAsync(guard, cancellation);
        await db.Database.ExecuteSqlRawAsync(Records, cancellation);
        await db.Database.ExecuteSqlRawAsync(People, [Stored(DemoPeople.ApiKeyId)], cancellation);
        var hashes = await db.DroppedEntries()
            .Where(d => d.Dropping == dropping)
            .OrderBy(d => d.EntryId)
            .Select(d => d.Hash)
            .ToListAsync(cancellation);
        db.AdminLog()
            .Add(
                new(
                    now,
                    Actor.System("demo"),
                    new AdminAct(AdminActs.DemoDropped)
                        .On(dropping, "")
                        .With("cases", what.Cases)
                        .With("entries", hashes.Count)
                        .With(RecordEraser.DigestDetail, RecordEraser.DigestOf(hashes))
                )
            );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static string Stored(Guid id) => id.ToString().ToUpperInvariant();
}
