using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DroppedEntries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DroppedEntries",
                columns: table => new
                {
                    EntryId = table.Column<long>(type: "INTEGER", nullable: false),
                    PreviousHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Dropping = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DroppedEntries", x => x.EntryId);
                });
            migrationBuilder.Sql("CREATE TRIGGER DroppedEntries_NoUpdate BEFORE UPDATE ON DroppedEntries BEGIN SELECT RAISE(ABORT, 'places of dropped entries are append-only'); END");
            migrationBuilder.Sql("CREATE TRIGGER DroppedEntries_NoDelete BEFORE DELETE ON DroppedEntries BEGIN SELECT RAISE(ABORT, 'places of dropped entries are append-only'); END");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DroppedEntries");
        }
    }
}
