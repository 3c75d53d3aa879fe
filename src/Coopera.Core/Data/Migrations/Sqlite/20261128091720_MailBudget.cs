using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MailBudget : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "OutgoingMails",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CopyToBody",
                table: "OutgoingMails",
                type: "TEXT",
                maxLength: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mailbox",
                table: "OutgoingMails",
                type: "TEXT",
                maxLength: 254,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "LegalRepresentative_HasNoLastName",
                table: "Adhesions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "PoliticalContact_HasNoLastName",
                table: "Adhesions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "TechnicalContact_HasNoLastName",
                table: "Adhesions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "MailRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MailTurns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailTurns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefusedMails",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Limit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedMails", x => new { x.Day, x.Kind, x.Limit });
                });

            migrationBuilder.InsertData(
                table: "MailTurns",
                columns: new[] { "Id", "Number" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_Cause_CreatedAt",
                table: "OutgoingMails",
                columns: new[] { "Cause", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_CopyToBody_Cause_CreatedAt",
                table: "OutgoingMails",
                columns: new[] { "CopyToBody", "Cause", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_Mailbox_Cause_CreatedAt",
                table: "OutgoingMails",
                columns: new[] { "Mailbox", "Cause", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MailRequests");

            migrationBuilder.DropTable(
                name: "MailTurns");

            migrationBuilder.DropTable(
                name: "RefusedMails");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_Cause_CreatedAt",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_CopyToBody_Cause_CreatedAt",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_Mailbox_Cause_CreatedAt",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "CopyToBody",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "Mailbox",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "LegalRepresentative_HasNoLastName",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "PoliticalContact_HasNoLastName",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "TechnicalContact_HasNoLastName",
                table: "Adhesions");
        }
    }
}
