using System.Text.Json;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Demo.Drop;

/// <summary>
/// Marks in temporary tables what is the demo's. Everything invented hangs on the invented products: a case is the demo's when its product
/// is; a customer when its key is and nothing that stays names it.
/// </summary>
internal static class DemoMarks
{
    private const string Sql = """
        CREATE TEMP TABLE DemoProduct AS SELECT value AS Code FROM json_each({0});
        CREATE TEMP TABLE DemoPerson AS SELECT value AS Id FROM json_each({2});
        CREATE TEMP TABLE DemoCase AS SELECT Id, Number FROM Cases WHERE ProductCode COLLATE NOCASE IN (SELECT Code FROM DemoProduct);
        CREATE UNIQUE INDEX temp.DemoCaseId ON DemoCase (Id);
        CREATE UNIQUE INDEX temp.DemoCaseNumber ON DemoCase (Number);
        CREATE TEMP TABLE DemoLicence AS SELECT Serial AS "Key" FROM Licences WHERE ProductCode IN (SELECT Code FROM DemoProduct);
        CREATE TEMP TABLE DemoContract AS SELECT Number AS "Key" FROM Contracts WHERE NOT EXISTS
            (SELECT 1 FROM json_each(Products) WHERE value NOT IN (SELECT Code FROM DemoProduct));
        DELETE FROM DemoProduct WHERE Code IN (SELECT value FROM Contracts, json_each(Products)
            WHERE Number NOT IN (SELECT "Key" FROM DemoContract));
        CREATE TEMP TABLE DemoCustomer AS SELECT c."Key" FROM Customers c WHERE c."Key" IN (SELECT value FROM json_each({1}))
            AND NOT EXISTS (SELECT 1 FROM Cases k WHERE k.CustomerKey = c."Key" AND k.Id NOT IN (SELECT Id FROM DemoCase))
            AND NOT EXISTS (SELECT 1 FROM Contracts k WHERE k.CustomerKey = c."Key" AND k.Number NOT IN (SELECT "Key" FROM DemoContract))
            AND NOT EXISTS (SELECT 1 FROM Licences k WHERE k.CustomerKey = c."Key" AND k.Serial NOT IN (SELECT "Key" FROM DemoLicence));
        CREATE TEMP TABLE DemoContact AS SELECT "Key" FROM Contacts WHERE CustomerKey IN (SELECT "Key" FROM DemoCustomer);
        CREATE TEMP TABLE DemoArticle AS SELECT Id FROM Articles a WHERE a.MadeBy = {3}
            AND EXISTS (SELECT 1 FROM ArticleRevisions r WHERE r.ArticleId = a.Id AND r.Title IN (SELECT value FROM json_each({4})))
            AND NOT EXISTS (SELECT 1 FROM ArticleRevisions r WHERE r.ArticleId = a.Id AND r.Number > 1);
        """;

    /// <summary>On the context's own connection, which stays open: the tables are gone with it.</summary>
    public static async Task MakeAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync(
            Sql,
            [
                Json(DemoRecords.Products.Select(p => p.Code)),
                Json(DemoRecords.CustomerKeys),
                Json(DemoPeople.Ids.Select(id => id.ToString().ToUpperInvariant())),
                DemoPeople.Kato.DisplayName,
                Json(DemoArticles.Titles()),
            ],
            cancellation
        );
    }

    public static async Task<DemoRemains> CountAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        Task<int> Count(string table) => CountOfAsync(db, $"SELECT count(*) AS Value FROM {table}", cancellation);
        return new(
            await Count("DemoCase"),
            await Count("Timeline WHERE CaseId IN (SELECT Id FROM DemoCase)"),
            await Count("DemoCustomer"),
            await Count("DemoContact"),
            await Count("DemoContract"),
            await Count("DemoLicence"),
            await Count("Products WHERE Code IN (SELECT Code FROM DemoProduct)"),
            await Count("People WHERE Id IN (SELECT Id FROM DemoPerson)")
        )
        {
            Articles = await Count("DemoArticle"),
            OwnCases = await Count("Cases WHERE Id NOT IN (SELECT Id FROM DemoCase)"),
            WithDemoPeople = await db
                .Database.SqlQueryRaw<string>(
                    "SELECT Number AS Value FROM Cases WHERE Id NOT IN (SELECT Id FROM DemoCase) AND Status < 5 "
                        + "AND OwnerId IN (SELECT Id FROM DemoPerson) ORDER BY Number"
                )
                .ToListAsync(cancellation),
        };
    }

    private static Task<int> CountOfAsync(HelpdeskDb db, string sql, CancellationToken cancellation) =>
        db.Database.SqlQueryRaw<int>(sql).SingleAsync(cancellation);

    private static string Json(IEnumerable<string> values) => JsonSerializer.Serialize(values);
}
