using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Records : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "Products", "Contracts", "Licences" })
                migrationBuilder.RenameTable(table, newName: "Old" + table);
            migrationBuilder.Sql("DROP INDEX IX_Contracts_Organisation");

            migrationBuilder.CreateTable(
                name: "Products",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false),
                    NameJa = table.Column<string>(type: "TEXT", nullable: false),
                    MaintainedBy = table.Column<string>(type: "TEXT", nullable: false),
                    EndedOn = table.Column<string>(type: "TEXT", nullable: true),
                    ChangeId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Folded = table.Column<string>(type: "TEXT", nullable: true, defaultValue: ""),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Products", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "Contracts",
                columns: table => new
                {
                    Number = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    CustomerKey = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Tier = table.Column<int>(type: "INTEGER", nullable: false),
                    Products = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<string>(type: "TEXT", nullable: false),
                    BoughtAs = table.Column<int>(type: "INTEGER", nullable: false),
                    Successor = table.Column<string>(type: "TEXT", nullable: true, collation: "NOCASE"),
                    EndedOn = table.Column<string>(type: "TEXT", nullable: true),
                    ChangeId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Folded = table.Column<string>(type: "TEXT", nullable: true, defaultValue: ""),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contracts", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "Licences",
                columns: table => new
                {
                    Serial = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    ProductCode = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    ContractNumber = table.Column<string>(type: "TEXT", nullable: true, collation: "NOCASE"),
                    CustomerKey = table.Column<string>(type: "TEXT", nullable: true, collation: "NOCASE"),
                    ContactKey = table.Column<string>(type: "TEXT", nullable: true, collation: "NOCASE"),
                    Version = table.Column<string>(type: "TEXT", nullable: true),
                    EndedOn = table.Column<string>(type: "TEXT", nullable: true),
                    ChangeId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Folded = table.Column<string>(type: "TEXT", nullable: true, defaultValue: ""),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Licences", x => x.Serial);
                });

            migrationBuilder.AddColumn<int>(
                name: "Caller",
                table: "Cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ContactKey",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CustomerKey",
                table: "Cases",
                type: "TEXT",
                nullable: true,
                collation: "NOCASE");

            migrationBuilder.AddColumn<string>(
                name: "CustomerName",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Contacts",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    CustomerKey = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Reading = table.Column<string>(type: "TEXT", nullable: true),
                    Emails = table.Column<string>(type: "TEXT", nullable: false),
                    Phones = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: true),
                    MayOpenCases = table.Column<bool>(type: "INTEGER", nullable: false),
                    LeftOn = table.Column<string>(type: "TEXT", nullable: true),
                    ChangeId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Folded = table.Column<string>(type: "TEXT", nullable: true, defaultValue: ""),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contacts", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Customers",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameLatin = table.Column<string>(type: "TEXT", nullable: true),
                    Reading = table.Column<string>(type: "TEXT", nullable: true),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: true),
                    UserKind = table.Column<int>(type: "INTEGER", nullable: false),
                    MailDomains = table.Column<string>(type: "TEXT", nullable: false),
                    ServedBy = table.Column<string>(type: "TEXT", nullable: true, collation: "NOCASE"),
                    EndedOn = table.Column<string>(type: "TEXT", nullable: true),
                    JoinedInto = table.Column<string>(type: "TEXT", nullable: true, collation: "NOCASE"),
                    ChangeId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Folded = table.Column<string>(type: "TEXT", nullable: true, defaultValue: ""),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customers", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "MailOwners",
                columns: table => new
                {
                    Address = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Key = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailOwners", x => new { x.Address, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "ProductVersions",
                columns: table => new
                {
                    ProductCode = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Number = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    ReleasedOn = table.Column<string>(type: "TEXT", nullable: true),
                    ProlongedUntil = table.Column<string>(type: "TEXT", nullable: true),
                    ProlongedFor = table.Column<string>(type: "TEXT", nullable: true),
                    Builds = table.Column<string>(type: "TEXT", nullable: true),
                    ChangeId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Folded = table.Column<string>(type: "TEXT", nullable: true, defaultValue: ""),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProductVersions", x => new { x.ProductCode, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "RecordChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorKind = table.Column<int>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Undoes = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Products_ChangeId",
                table: "Products",
                column: "ChangeId");

            migrationBuilder.CreateIndex(
                name: "IX_Licences_ChangeId",
                table: "Licences",
                column: "ChangeId");

            migrationBuilder.CreateIndex(
                name: "IX_Licences_ContractNumber",
                table: "Licences",
                column: "ContractNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Licences_CustomerKey",
                table: "Licences",
                column: "CustomerKey");

            migrationBuilder.CreateIndex(
                name: "IX_Licences_ProductCode_Version",
                table: "Licences",
                columns: new[] { "ProductCode", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_ChangeId",
                table: "Contracts",
                column: "ChangeId");

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_CustomerKey",
                table: "Contracts",
                column: "CustomerKey");

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_Until",
                table: "Contracts",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_ContactKey",
                table: "Cases",
                column: "ContactKey",
                filter: "ContactKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_CustomerKey",
                table: "Cases",
                column: "CustomerKey",
                filter: "CustomerKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_ChangeId",
                table: "Contacts",
                column: "ChangeId");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_CustomerKey",
                table: "Contacts",
                column: "CustomerKey");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_ChangeId",
                table: "Customers",
                column: "ChangeId");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_ServedBy",
                table: "Customers",
                column: "ServedBy",
                filter: "ServedBy IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MailOwners_Key",
                table: "MailOwners",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_ProductVersions_ChangeId",
                table: "ProductVersions",
                column: "ChangeId");

            migrationBuilder.CreateIndex(
                name: "IX_RecordChanges_ImportId",
                table: "RecordChanges",
                column: "ImportId",
                filter: "ImportId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RecordChanges_Kind_Key",
                table: "RecordChanges",
                columns: new[] { "Kind", "Key" });

            foreach (var statement in RecordsMoved.Statements)
                migrationBuilder.Sql(statement);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("Records of customers cannot go back to the rows of before: restore the backup.");
    }
}
