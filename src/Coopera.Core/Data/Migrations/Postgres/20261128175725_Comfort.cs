using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Postgres
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

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NotPublishedAt",
                table: "Webinars",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PublishAt",
                table: "Webinars",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "QuestionsVersion",
                table: "Webinars",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "Begins",
                table: "Talk",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "Ends",
                table: "Talk",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "About",
                table: "Speaker",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Link",
                table: "Speaker",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "FirstAttemptAt",
                table: "OutgoingMails",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MailLanes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Holder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Beat = table.Column<long>(type: "bigint", nullable: false),
                    StoppedSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    NextTrialAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Trials = table.Column<int>(type: "integer", nullable: false),
                    FailureKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    FailureDetail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    LastSuccessAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailLanes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RegistrationImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WebinarId = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Staff = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Purpose = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Informed = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SentMail = table.Column<bool>(type: "boolean", nullable: false),
                    Rows = table.Column<int>(type: "integer", nullable: false),
                    Added = table.Column<int>(type: "integer", nullable: false),
                    UndoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    UndoneBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Removed = table.Column<int>(type: "integer", nullable: false),
                    Cancelled = table.Column<int>(type: "integer", nullable: false)
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
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteTexts", x => x.Kind);
                });

            migrationBuilder.CreateTable(
                name: "ImportedRegistrations",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    ImportId = table.Column<Guid>(type: "uuid", nullable: false)
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
