using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OldCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "MovedFrom",
                table: "Cases",
                type: "TEXT",
                nullable: true,
                collation: "NOCASE");

            migrationBuilder.AddColumn<string>(
                name: "OldNumber",
                table: "Cases",
                type: "TEXT",
                nullable: true,
                collation: "NOCASE");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OldNumber_MovedFrom",
                table: "Cases",
                columns: new[] { "OldNumber", "MovedFrom" },
                unique: true,
                filter: "OldNumber IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_OldNumber_MovedFrom",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "MovedFrom",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "OldNumber",
                table: "Cases");
        }
    }
}
