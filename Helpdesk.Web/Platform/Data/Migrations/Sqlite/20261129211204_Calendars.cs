using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Calendars : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CaseClocks_Reports",
                table: "CaseClocks");

            migrationBuilder.AddColumn<int>(
                name: "NextClock_CalendarVersion",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CalendarVersion",
                table: "CaseClocks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "CalendarVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CalendarId = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<int>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    MovesRunning = table.Column<bool>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeBy = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    TakesAway = table.Column<bool>(type: "INTEGER", nullable: false),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarVersions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CaseClocks_Reports",
                table: "CaseClocks",
                columns: new[] { "CaseId", "Kind", "CalendarId", "CalendarVersion", "StartedAt", "DueAt", "EndedAt", "EndedAs", "WasMissed", "ExcusedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CalendarVersions_CalendarId_Number",
                table: "CalendarVersions",
                columns: new[] { "CalendarId", "Number" },
                unique: true);

            migrationBuilder.Sql(CalendarVersionsFilled.NextClocks);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CalendarVersions");

            migrationBuilder.DropIndex(
                name: "IX_CaseClocks_Reports",
                table: "CaseClocks");

            migrationBuilder.DropColumn(
                name: "NextClock_CalendarVersion",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "CalendarVersion",
                table: "CaseClocks");

            migrationBuilder.CreateIndex(
                name: "IX_CaseClocks_Reports",
                table: "CaseClocks",
                columns: new[] { "CaseId", "Kind", "CalendarId", "StartedAt", "DueAt", "EndedAt", "EndedAs", "WasMissed", "ExcusedAt" });
        }
    }
}
