using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AttendanceRules",
                columns: table => new
                {
                    WebinarId = table.Column<int>(type: "INTEGER", nullable: false),
                    HeldFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    HeldUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    ThresholdPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    OfPlannedTime = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
