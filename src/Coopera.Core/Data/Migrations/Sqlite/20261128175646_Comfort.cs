using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Comfort : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Registrations_WebinarId_OtherSpellingOf",
                table: "Registrations");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_AdhesionId",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_CopyOfId",
                table: "OutgoingMails");

            migrationBuilder.AddColumn<long>(
                name: "NotPublishedAt",
                table: "Webinars",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PublishAt",
                table: "Webinars",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "QuestionsVersion",
                table: "Webinars",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "Begins",
                table: "Talk",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "Ends",
                table: "Talk",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "About",
                table: "Speaker",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Link",
                table: "Speaker",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FirstAttemptAt",
                table: "OutgoingMails",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MailLanes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Beat = table.Column<long>(type: "INTEGER", nullable: false),
                    StoppedSince = table.Column<long>(type: "INTEGER", nullable: true),
                    NextTrialAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Trials = table.Column<int>(type: "INTEGER", nullable: false),
                    FailureKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    FailureDetail = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    LastSuccessAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailLanes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RegistrationImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WebinarId = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Staff = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Informed = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SentMail = table.Column<bool>(type: "INTEGER", nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Removed = table.Column<int>(type: "INTEGER", nullable: false),
                    Cancelled = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegistrationImports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RegistrationImports_Webinars_WebinarId",
                        column: x => x.WebinarId,
                        principalTable: "Webinars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SiteTexts",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteTexts", x => x.Kind);
                });

            migrationBuilder.CreateTable(
                name: "ImportedRegistrations",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedRegistrations", x => x.RegistrationId);
                    table.ForeignKey(
                        name: "FK_ImportedRegistrations_RegistrationImports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "RegistrationImports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ImportedRegistrations_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "MailLanes",
                columns: new[] { "Id", "Beat", "FailureDetail", "FailureKind", "Holder", "LastSuccessAt", "NextTrialAt", "StoppedSince", "Trials" },
                values: new object[] { 1, 0L, null, null, null, null, null, null, 0 });

            migrationBuilder.CreateIndex(
                name: "IX_Webinars_PublishAt",
                table: "Webinars",
                column: "PublishAt");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_WebinarId_OtherSpellingOf",
                table: "Registrations",
                columns: new[] { "WebinarId", "OtherSpellingOf" },
                filter: "\"OtherSpellingOf\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_AdhesionId",
                table: "OutgoingMails",
                column: "AdhesionId",
                filter: "\"AdhesionId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_CopyOfId",
                table: "OutgoingMails",
                column: "CopyOfId",
                filter: "\"CopyOfId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ImportedRegistrations_ImportId",
                table: "ImportedRegistrations",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_RegistrationImports_WebinarId_At",
                table: "RegistrationImports",
                columns: new[] { "WebinarId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ImportedRegistrations");

            migrationBuilder.DropTable(
                name: "MailLanes");

            migrationBuilder.DropTable(
                name: "SiteTexts");

            migrationBuilder.DropTable(
                name: "RegistrationImports");

            migrationBuilder.DropIndex(
                name: "IX_Webinars_PublishAt",
                table: "Webinars");

            migrationBuilder.DropIndex(
                name: "IX_Registrations_WebinarId_OtherSpellingOf",
                table: "Registrations");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_AdhesionId",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_CopyOfId",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "NotPublishedAt",
                table: "Webinars");

            migrationBuilder.DropColumn(
                name: "PublishAt",
                table: "Webinars");

            migrationBuilder.DropColumn(
                name: "QuestionsVersion",
                table: "Webinars");

            migrationBuilder.DropColumn(
                name: "Begins",
                table: "Talk");

            migrationBuilder.DropColumn(
                name: "Ends",
                table: "Talk");

            migrationBuilder.DropColumn(
                name: "About",
                table: "Speaker");

            migrationBuilder.DropColumn(
                name: "Link",
                table: "Speaker");

            migrationBuilder.DropColumn(
                name: "FirstAttemptAt",
                table: "OutgoingMails");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_WebinarId_OtherSpellingOf",
                table: "Registrations",
                columns: new[] { "WebinarId", "OtherSpellingOf" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_AdhesionId",
                table: "OutgoingMails",
                column: "AdhesionId");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_CopyOfId",
                table: "OutgoingMails",
                column: "CopyOfId");
        }
    }
}
