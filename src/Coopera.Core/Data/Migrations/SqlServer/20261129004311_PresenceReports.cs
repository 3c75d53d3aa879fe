using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PresenceReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PresenceImports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    WebinarId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Staff = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ActiveHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Family = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Rows = table.Column<int>(type: "int", nullable: false),
                    People = table.Column<int>(type: "int", nullable: false),
                    LeftOut = table.Column<int>(type: "int", nullable: false),
                    UndoneAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    UndoneBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Kept = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresenceImports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PresenceImports_Webinars_WebinarId",
                        column: x => x.WebinarId,
                        principalTable: "Webinars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PresencePairings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Key = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Shown = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    EmailKey = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    NameKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Staff = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    PresenceImportId = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresencePairings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PresencePairings_PresenceImports_PresenceImportId",
                        column: x => x.PresenceImportId,
                        principalTable: "PresenceImports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PresenceIntervals_PresenceImportId",
                table: "PresenceIntervals",
                column: "PresenceImportId");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceImports_WebinarId_ActiveHash",
                table: "PresenceImports",
                columns: new[] { "WebinarId", "ActiveHash" },
                unique: true,
                filter: "[ActiveHash] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PresencePairings_EmailKey",
                table: "PresencePairings",
                column: "EmailKey");

            migrationBuilder.CreateIndex(
                name: "IX_PresencePairings_Key",
                table: "PresencePairings",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PresencePairings_PresenceImportId",
                table: "PresencePairings",
                column: "PresenceImportId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PresencePairings");

            migrationBuilder.DropTable(
                name: "PresenceImports");

            migrationBuilder.DropIndex(
                name: "IX_PresenceIntervals_PresenceImportId",
                table: "PresenceIntervals");
        }
    }
}
