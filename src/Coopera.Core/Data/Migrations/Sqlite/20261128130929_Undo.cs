using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Undo : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CancelledAt",
                table: "Webinars",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnFrom",
                table: "Adhesions",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RecentCancellations",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WebinarId = table.Column<int>(type: "INTEGER", nullable: false),
                    Was = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CalendarSequence = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
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
                    WebinarId = table.Column<int>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsCancellation = table.Column<bool>(type: "INTEGER", nullable: false),
                    Changes = table.Column<string>(type: "TEXT", nullable: false)
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
