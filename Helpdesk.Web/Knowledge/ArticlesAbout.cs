using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Knowledge;

/// <summary>Numbers of the articles about a product, those about every product among them.</summary>
internal static class ArticlesAbout
{
    // The codes are a JSON list in one column, which LINQ cannot look into.
    public static IQueryable<long> Product(HelpdeskDb db, string code)
    {
        var quoted = $"\"{code}\"";
        return db.Database.SqlQuery<long>(
            $"SELECT Id AS Value FROM Articles WHERE ProductCodes = '[]' OR instr(ProductCodes, {quoted}) > 0"
        );
    }
}
