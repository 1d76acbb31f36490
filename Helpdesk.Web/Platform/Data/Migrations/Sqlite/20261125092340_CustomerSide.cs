using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CustomerSide : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ErasedAt",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LinkStamp",
                table: "Cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "CaseRatings",
                columns: table => new
                {
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Cycle = table.Column<int>(type: "INTEGER", nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseRatings", x => new { x.CaseId, x.Cycle });
                });

            migrationBuilder.CreateTable(
                name: "PortalDrafts",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", nullable: true, collation: "NOCASE"),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    KeptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentNumber = table.Column<string>(type: "TEXT", nullable: true),
                    FollowUpOf = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PortalDrafts", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "PortalFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Checksum = table.Column<string>(type: "TEXT", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Pixels = table.Column<long>(type: "INTEGER", nullable: false),
                    Scan = table.Column<int>(type: "INTEGER", nullable: false),
                    Finding = table.Column<string>(type: "TEXT", nullable: true),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PortalFiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Redactions",
                columns: table => new
                {
                    EntryId = table.Column<long>(type: "INTEGER", nullable: false),
                    Erasure = table.Column<Guid>(type: "TEXT", nullable: false),
                    Digest = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Redactions", x => x.EntryId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PortalDrafts_KeptAt",
                table: "PortalDrafts",
                column: "KeptAt");

            migrationBuilder.CreateIndex(
                name: "IX_PortalFiles_Checksum",
                table: "PortalFiles",
                column: "Checksum");

            migrationBuilder.CreateIndex(
                name: "IX_PortalFiles_Owner",
                table: "PortalFiles",
                column: "Owner");

            migrationBuilder.CreateIndex(
                name: "IX_Redactions_Erasure",
                table: "Redactions",
                column: "Erasure");

            // An entry with a tombstone may lose what names a person, and nothing else; a tombstone stays for good.
            migrationBuilder.Sql("DROP TRIGGER Timeline_NoUpdate;");
            migrationBuilder.Sql("""
                CREATE TRIGGER Timeline_NoUpdate BEFORE UPDATE ON Timeline
                WHEN NOT EXISTS (SELECT 1 FROM Redactions WHERE EntryId = OLD.Id) OR NEW.Id IS NOT OLD.Id OR NEW.CaseId IS NOT OLD.CaseId OR NEW.CaseNumber IS NOT OLD.CaseNumber
                    OR NEW.CaseVersion IS NOT OLD.CaseVersion OR NEW.At IS NOT OLD.At OR NEW.ActorKind IS NOT OLD.ActorKind OR NEW.ActorId IS NOT OLD.ActorId OR NEW.Voice IS NOT OLD.Voice
                    OR NEW.WordsHash IS NOT OLD.WordsHash OR NEW.PreviousHash IS NOT OLD.PreviousHash OR NEW.Hash IS NOT OLD.Hash
                BEGIN SELECT RAISE(ABORT, 'the time line is append-only'); END;
                """);
            migrationBuilder.Sql("CREATE TRIGGER Redactions_NoUpdate BEFORE UPDATE ON Redactions BEGIN SELECT RAISE(ABORT, 'tombstones are append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER Redactions_NoDelete BEFORE DELETE ON Redactions BEGIN SELECT RAISE(ABORT, 'tombstones are append-only'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER Timeline_NoUpdate;");
            migrationBuilder.Sql("CREATE TRIGGER Timeline_NoUpdate BEFORE UPDATE ON Timeline BEGIN SELECT RAISE(ABORT, 'the time line is append-only'); END;");

            migrationBuilder.DropTable(
                name: "CaseRatings");

            migrationBuilder.DropTable(
                name: "PortalDrafts");

            migrationBuilder.DropTable(
                name: "PortalFiles");

            migrationBuilder.DropTable(
                name: "Redactions");

            migrationBuilder.DropColumn(
                name: "ErasedAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "LinkStamp",
                table: "Cases");
        }
    }
}
