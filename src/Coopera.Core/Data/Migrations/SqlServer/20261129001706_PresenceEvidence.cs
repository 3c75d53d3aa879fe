using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PresenceEvidence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "CodeWordId",
                table: "PresenceIntervals",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ExcludedAt",
                table: "PresenceIntervals",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExcludedBy",
                table: "PresenceIntervals",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExclusionReason",
                table: "PresenceIntervals",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "PresenceIntervals",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RoomId",
                table: "PresenceIntervals",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StatedBy",
                table: "PresenceIntervals",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CodeWords",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    WebinarId = table.Column<int>(type: "int", nullable: false),
                    Word = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SaidBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    SaidAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CodeWords", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CodeWords_Webinars_WebinarId",
                        column: x => x.WebinarId,
                        principalTable: "Webinars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PresenceRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RegistrationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    OpenKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    DecidedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Answer = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresenceRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PresenceRequests_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PresenceRooms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WebinarId = table.Column<int>(type: "int", nullable: false),
                    ContactId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresenceRooms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PresenceRooms_Registrations_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WrongWords",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WrongWords", x => x.RegistrationId);
                    table.ForeignKey(
                        name: "FK_WrongWords_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CodeWords_WebinarId_SaidAt",
                table: "CodeWords",
                columns: new[] { "WebinarId", "SaidAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PresenceRequests_OpenKey",
                table: "PresenceRequests",
                column: "OpenKey",
                unique: true,
                filter: "[OpenKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceRequests_RegistrationId",
                table: "PresenceRequests",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceRooms_Code",
                table: "PresenceRooms",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PresenceRooms_ContactId",
                table: "PresenceRooms",
                column: "ContactId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CodeWords");

            migrationBuilder.DropTable(
                name: "PresenceRequests");

            migrationBuilder.DropTable(
                name: "PresenceRooms");

            migrationBuilder.DropTable(
                name: "WrongWords");

            migrationBuilder.DropColumn(
                name: "CodeWordId",
                table: "PresenceIntervals");

            migrationBuilder.DropColumn(
                name: "ExcludedAt",
                table: "PresenceIntervals");

            migrationBuilder.DropColumn(
                name: "ExcludedBy",
                table: "PresenceIntervals");

            migrationBuilder.DropColumn(
                name: "ExclusionReason",
                table: "PresenceIntervals");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "PresenceIntervals");

            migrationBuilder.DropColumn(
                name: "RoomId",
                table: "PresenceIntervals");

            migrationBuilder.DropColumn(
                name: "StatedBy",
                table: "PresenceIntervals");
        }
    }
}
