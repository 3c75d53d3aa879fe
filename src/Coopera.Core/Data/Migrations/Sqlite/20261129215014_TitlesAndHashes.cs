using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TitlesAndHashes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Webinars_StartsAt",
                table: "Webinars");

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "Webinars",
                type: "TEXT",
                maxLength: 600,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Sha256",
                table: "Material",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Webinars_StartsAt_Id_SearchText",
                table: "Webinars",
                columns: new[] { "StartsAt", "Id", "SearchText" });

            migrationBuilder.CreateIndex(
                name: "IX_Webinars_Status_ArchivedAt_EndsAt",
                table: "Webinars",
                columns: new[] { "Status", "ArchivedAt", "EndsAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Webinars_StartsAt_Id_SearchText",
                table: "Webinars");

            migrationBuilder.DropIndex(
                name: "IX_Webinars_Status_ArchivedAt_EndsAt",
                table: "Webinars");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "Webinars");

            migrationBuilder.DropColumn(
                name: "Sha256",
                table: "Material");

            migrationBuilder.CreateIndex(
                name: "IX_Webinars_StartsAt",
                table: "Webinars",
                column: "StartsAt");
        }
    }
}
