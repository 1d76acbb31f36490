using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MailThreadRoots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ThreadRoot",
                table: "InboundMails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_InboundMails_ThreadRoot",
                table: "InboundMails",
                column: "ThreadRoot",
                filter: "ThreadRoot IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_InboundMails_ThreadRoot",
                table: "InboundMails");

            migrationBuilder.DropColumn(
                name: "ThreadRoot",
                table: "InboundMails");
        }
    }
}
