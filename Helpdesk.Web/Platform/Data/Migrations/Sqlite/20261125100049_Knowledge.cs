using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Knowledge : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ArticleDrafts",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slot = table.Column<string>(type: "TEXT", nullable: false),
                    Form = table.Column<string>(type: "TEXT", nullable: false),
                    KeptAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleDrafts", x => new { x.PersonId, x.Slot });
                });

            migrationBuilder.CreateTable(
                name: "Articles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsInternal = table.Column<bool>(type: "INTEGER", nullable: false),
                    ProductCodes = table.Column<string>(type: "TEXT", nullable: false),
                    Versions = table.Column<string>(type: "TEXT", nullable: false),
                    Keywords = table.Column<string>(type: "TEXT", nullable: false),
                    FromCase = table.Column<string>(type: "TEXT", nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeBy = table.Column<string>(type: "TEXT", nullable: false),
                    Helped = table.Column<int>(type: "INTEGER", nullable: false),
                    NotHelped = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Articles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HelpLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", nullable: false),
                    TitleJa = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    ProductCodes = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HelpLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SearchProgress",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Done = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchProgress", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SearchTasks",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchTasks", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "ArticleAnswers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Helped = table.Column<bool>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ArticleAnswers_Articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "Articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ArticleBodies",
                columns: table => new
                {
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    PublishedTitle = table.Column<string>(type: "TEXT", nullable: true),
                    PublishedText = table.Column<string>(type: "TEXT", nullable: true),
                    PublishedRevision = table.Column<int>(type: "INTEGER", nullable: true),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PublishedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedBy = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleBodies", x => new { x.ArticleId, x.Language });
                    table.ForeignKey(
                        name: "FK_ArticleBodies_Articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "Articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ArticlePictures",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Pixels = table.Column<long>(type: "INTEGER", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Checksum = table.Column<string>(type: "TEXT", nullable: false),
                    Scan = table.Column<int>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AddedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticlePictures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ArticlePictures_Articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "Articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ArticleRevisions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    RestoredFrom = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleRevisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ArticleRevisions_Articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "Articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "SearchProgress",
                columns: new[] { "Id", "Done" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_ArticleAnswers_ArticleId_PersonId",
                table: "ArticleAnswers",
                columns: new[] { "ArticleId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_ArticleBodies_ChangedAt",
                table: "ArticleBodies",
                column: "ChangedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ArticlePictures_ArticleId",
                table: "ArticlePictures",
                column: "ArticleId");

            migrationBuilder.CreateIndex(
                name: "IX_ArticlePictures_Checksum",
                table: "ArticlePictures",
                column: "Checksum");

            migrationBuilder.CreateIndex(
                name: "IX_ArticlePictures_Scan",
                table: "ArticlePictures",
                column: "Scan");

            migrationBuilder.CreateIndex(
                name: "IX_ArticleRevisions_ArticleId_Language_Number",
                table: "ArticleRevisions",
                columns: new[] { "ArticleId", "Language", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SearchTasks_Kind_Key",
                table: "SearchTasks",
                columns: new[] { "Kind", "Key" },
                unique: true);

            // What the search index has to read again is noted in the transaction of the change, whoever makes it. A migration that rebuilds one
            // of these tables drops its triggers, and must write them again (a test says so).
            Note(migrationBuilder, "Timeline_Search", "AFTER INSERT ON Timeline", 0, "NEW.CaseId");
            Note(migrationBuilder, "Cases_Search", "AFTER UPDATE OF Subject, Contact_Name, Contact_Organisation, Contact_Email, SerialNumber, ProductCode, Answers, Status ON Cases", 0, "NEW.Id");
            Note(migrationBuilder, "Cases_SearchGone", "AFTER DELETE ON Cases", 0, "OLD.Id");
            foreach (var words in (string[])["Replies", "Notes", "CustomerWords"])
                Note(migrationBuilder, words + "_Search", "AFTER DELETE ON " + words, 0, "OLD.CaseId");
            Note(migrationBuilder, "Articles_Search", "AFTER UPDATE OF IsInternal, ProductCodes, Versions, Keywords ON Articles", 1, "NEW.Id");
            Note(migrationBuilder, "Articles_SearchGone", "AFTER DELETE ON Articles", 1, "OLD.Id");
            Note(migrationBuilder, "ArticleBodies_SearchNew", "AFTER INSERT ON ArticleBodies", 1, "NEW.ArticleId");
            Note(migrationBuilder, "ArticleBodies_Search", "AFTER UPDATE ON ArticleBodies", 1, "NEW.ArticleId");
            Note(migrationBuilder, "ArticleBodies_SearchGone", "AFTER DELETE ON ArticleBodies", 1, "OLD.ArticleId");
            migrationBuilder.Sql("CREATE TRIGGER ArticleRevisions_NoUpdate BEFORE UPDATE ON ArticleRevisions BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var trigger in (string[])["Timeline_Search", "Cases_Search", "Cases_SearchGone", "Replies_Search", "Notes_Search", "CustomerWords_Search"])
                migrationBuilder.Sql("DROP TRIGGER " + trigger);
            migrationBuilder.DropTable(
                name: "ArticleAnswers");

            migrationBuilder.DropTable(
                name: "ArticleBodies");

            migrationBuilder.DropTable(
                name: "ArticleDrafts");

            migrationBuilder.DropTable(
                name: "ArticlePictures");

            migrationBuilder.DropTable(
                name: "ArticleRevisions");

            migrationBuilder.DropTable(
                name: "HelpLinks");

            migrationBuilder.DropTable(
                name: "SearchProgress");

            migrationBuilder.DropTable(
                name: "SearchTasks");

            migrationBuilder.DropTable(
                name: "Articles");
        }

        // Taken out and put in again: a change during a round of the upkeep gets a place behind it.
        private static void Note(MigrationBuilder migrationBuilder, string name, string when, int kind, string key) => migrationBuilder.Sql(
            $"CREATE TRIGGER {name} {when} BEGIN DELETE FROM SearchTasks WHERE Kind = {kind} AND \"Key\" = {key}; INSERT INTO SearchTasks (Kind, \"Key\") VALUES ({kind}, {key}); END;");
    }
}
