using Helpdesk.Domain.Cases;
using Helpdesk.Web.Customers.Records;
using NodaTime;

namespace Helpdesk.Web.Customers.Import.Rows;

/// <summary>In whose name rows are read that are only looked at.</summary>
internal static class ImportActs
{
    /// <summary>The console itself, for files that nobody signed in for.</summary>
    public static readonly Actor Console = Actor.System("import");

    public static readonly RecordAct Nobody = new(Console, Instant.MinValue);
}
