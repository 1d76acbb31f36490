using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Files : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand, so that SQLite changes the table in place: rebuilding it takes several transactions, and a crash between them
            // would leave it half done.
            migrationBuilder.Sql("ALTER TABLE Attachments DROP COLUMN ContentType;");
            migrationBuilder.Sql("ALTER TABLE Attachments ADD COLUMN EntryId INTEGER NULL CONSTRAINT FK_Attachments_Timeline_EntryId REFERENCES Timeline (Id);");

            migrationBuilder.AddColumn<bool>(
                name: "CustomerMaySee",
                table: "Attachments",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "Finding",
                table: "Attachments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "GoesByMail",
                table: "Attachments",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "Attachments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "Pixels",
                table: "Attachments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Scan",
                table: "Attachments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "PendingFiles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    ForDraft = table.Column<string>(type: "TEXT", nullable: true),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Pixels = table.Column<long>(type: "INTEGER", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Checksum = table.Column<string>(type: "TEXT", nullable: false),
                    Scan = table.Column<int>(type: "INTEGER", nullable: false),
                    Finding = table.Column<string>(type: "TEXT", nullable: true),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PendingFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PendingFiles_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_Checksum",
                table: "Attachments",
                column: "Checksum");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_EntryId",
                table: "Attachments",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_Unsettled",
                table: "Attachments",
                column: "Id",
                filter: "Scan = 3 OR Kind = 0");

            migrationBuilder.CreateIndex(
                name: "IX_PendingFiles_CaseId",
                table: "PendingFiles",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_PendingFiles_Checksum",
                table: "PendingFiles",
                column: "Checksum");

            migrationBuilder.CreateIndex(
                name: "IX_PendingFiles_PersonId_CaseId",
                table: "PendingFiles",
                columns: new[] { "PersonId", "CaseId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Attachments_Timeline_EntryId",
                table: "Attachments");

            migrationBuilder.DropTable(
                name: "PendingFiles");

            migrationBuilder.DropIndex(
                name: "IX_Attachments_Checksum",
                table: "Attachments");

            migrationBuilder.DropIndex(
                name: "IX_Attachments_EntryId",
                table: "Attachments");

            migrationBuilder.DropIndex(
                name: "IX_Attachments_Unsettled",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "CustomerMaySee",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "EntryId",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "Finding",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "GoesByMail",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "Pixels",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "Scan",
                table: "Attachments");

            migrationBuilder.AddColumn<string>(
                name: "ContentType",
                table: "Attachments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }
    }
}
