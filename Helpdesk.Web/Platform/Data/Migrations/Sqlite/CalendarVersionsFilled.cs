namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <summary>
    /// Clocks that are older than versions count on the first version of their calendar, which the next start makes of what is in force:
    /// every verdict and due time stays as it is.
    /// </summary>
    internal static class CalendarVersionsFilled
    {
        public const string NextClocks =
            "UPDATE Cases SET NextClock_CalendarVersion = 1 WHERE NextClock_CalendarId IS NOT NULL AND NextClock_CalendarVersion IS NULL";
    }
}
