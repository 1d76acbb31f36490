using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AbsencesAndDecisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "From",
                table: "SupervisorAlerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "SupervisorAlerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Subject",
                table: "SupervisorAlerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Until",
                table: "SupervisorAlerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EntitlementDecidedAt",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ExceptionUntil",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ExcusedAt",
                table: "CaseClocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExcusedBy",
                table: "CaseClocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Absences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    SubstituteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CancelledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Absences", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SupervisorAlerts_Kind_Key",
                table: "SupervisorAlerts",
                columns: new[] { "Kind", "Key" },
                unique: true,
                filter: "\"Key\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_ExceptionUntil",
                table: "Cases",
                column: "ExceptionUntil",
                filter: "ExceptionUntil IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Absences_Until",
                table: "Absences",
                column: "Until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Absences");

            migrationBuilder.DropIndex(
                name: "IX_SupervisorAlerts_Kind_Key",
                table: "SupervisorAlerts");

            migrationBuilder.DropIndex(
                name: "IX_Cases_ExceptionUntil",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "From",
                table: "SupervisorAlerts");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "SupervisorAlerts");

            migrationBuilder.DropColumn(
                name: "Subject",
                table: "SupervisorAlerts");

            migrationBuilder.DropColumn(
                name: "Until",
                table: "SupervisorAlerts");

            migrationBuilder.DropColumn(
                name: "EntitlementDecidedAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "ExceptionUntil",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "ExcusedAt",
                table: "CaseClocks");

            migrationBuilder.DropColumn(
                name: "ExcusedBy",
                table: "CaseClocks");
        }
    }
}
