using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FileScan : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Scan",
                table: "SignedCopy",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "NotScanned");

            migrationBuilder.AddColumn<string>(
                name: "Scan",
                table: "Material",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "NotScanned");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Scan",
                table: "SignedCopy");

            migrationBuilder.DropColumn(
                name: "Scan",
                table: "Material");
        }
    }
}
