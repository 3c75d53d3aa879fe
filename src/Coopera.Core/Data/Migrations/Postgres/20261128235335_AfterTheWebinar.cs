using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AfterTheWebinar : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "PresenceImportId",
                table: "PresenceIntervals",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AttendanceRules",
                columns: table => new
                {
                    WebinarId = table.Column<int>(type: "integer", nullable: false),
                    HeldFrom = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    HeldUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ThresholdPercent = table.Column<int>(type: "integer", nullable: false),
                    OfPlannedTime = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttendanceRules", x => x.WebinarId);
                    table.ForeignKey(
                        name: "FK_AttendanceRules_Webinars_WebinarId",
                        column: x => x.WebinarId,
                        principalTable: "Webinars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AttendanceRules");

            migrationBuilder.DropColumn(
                name: "PresenceImportId",
                table: "PresenceIntervals");
        }
    }
}
