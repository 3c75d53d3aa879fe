using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Mailings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "MailingId",
                table: "OutgoingMails",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MailingKey",
                table: "OutgoingMails",
                type: "nvarchar(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Mailings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", maxLength: 10000, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    WebinarId = table.Column<int>(type: "int", nullable: true),
                    States = table.Column<int>(type: "int", nullable: false),
                    Province = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true),
                    ParticipantKind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    CameIn = table.Column<bool>(type: "bit", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    CreatedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    QueuedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    QueuedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    LastKey = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    Mails = table.Column<int>(type: "int", nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mailings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Mailings_Webinars_WebinarId",
                        column: x => x.WebinarId,
                        principalTable: "Webinars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_MailingId_MailingKey",
                table: "OutgoingMails",
                columns: new[] { "MailingId", "MailingKey" },
                unique: true,
                filter: "\"MailingId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Mailings_Status_CreatedAt",
                table: "Mailings",
                columns: new[] { "Status", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Mailings_WebinarId",
                table: "Mailings",
                column: "WebinarId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Mailings");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_MailingId_MailingKey",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "MailingId",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "MailingKey",
                table: "OutgoingMails");
        }
    }
}
