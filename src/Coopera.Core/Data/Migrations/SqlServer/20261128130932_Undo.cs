using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Undo : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "CancelledAt",
                table: "Webinars",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnFrom",
                table: "Adhesions",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RecentCancellations",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WebinarId = table.Column<int>(type: "int", nullable: false),
                    Was = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    CalendarSequence = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecentCancellations", x => x.RegistrationId);
                    table.ForeignKey(
                        name: "FK_RecentCancellations_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WebinarAnnouncements",
                columns: table => new
                {
                    WebinarId = table.Column<int>(type: "int", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    IsCancellation = table.Column<bool>(type: "bit", nullable: false),
                    Changes = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebinarAnnouncements", x => x.WebinarId);
                    table.ForeignKey(
                        name: "FK_WebinarAnnouncements_Webinars_WebinarId",
                        column: x => x.WebinarId,
                        principalTable: "Webinars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RecentCancellations_WebinarId_Was",
                table: "RecentCancellations",
                columns: new[] { "WebinarId", "Was" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RecentCancellations");

            migrationBuilder.DropTable(
                name: "WebinarAnnouncements");

            migrationBuilder.DropColumn(
                name: "CancelledAt",
                table: "Webinars");

            migrationBuilder.DropColumn(
                name: "WithdrawnFrom",
                table: "Adhesions");
        }
    }
}
