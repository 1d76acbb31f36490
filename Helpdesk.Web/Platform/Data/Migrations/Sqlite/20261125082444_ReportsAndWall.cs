using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReportsAndWall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CaseClocks_CaseId",
                table: "CaseClocks");

            migrationBuilder.AddColumn<int>(
                name: "Scope",
                table: "ApiKeys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_CaseClocks_Reports",
                table: "CaseClocks",
                columns: new[] { "CaseId", "Kind", "CalendarId", "StartedAt", "DueAt", "EndedAt", "EndedAs", "WasMissed", "ExcusedAt" });

            // All that reports read of a case, so that they never touch its texts (ReportFactsSql). By hand: a complex property's columns
            // cannot stand in an index of the model.
            migrationBuilder.Sql("CREATE INDEX IX_Cases_Reports ON Cases (Id, OpenedAt, ClosedAt, Status, Severity, Tier, ClosingReason, ReopenCount, ProductCode, ProductVersion, Contact_Organisation, Contact_Name, OwnerId)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX IX_Cases_Reports");

            migrationBuilder.DropIndex(
                name: "IX_CaseClocks_Reports",
                table: "CaseClocks");

            migrationBuilder.DropColumn(
                name: "Scope",
                table: "ApiKeys");

            migrationBuilder.CreateIndex(
                name: "IX_CaseClocks_CaseId",
                table: "CaseClocks",
                column: "CaseId");
        }
    }
}
