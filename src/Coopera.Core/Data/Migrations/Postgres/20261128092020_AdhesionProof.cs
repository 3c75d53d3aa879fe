using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AdhesionProof : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ProvenAt",
                table: "Adhesions",
                type: "timestamp with time zone",
                nullable: true);

            // Who was at work before links had to be opened is not asked again; a draft of the body's own reserves it no longer.
            migrationBuilder.Sql("UPDATE \"Adhesions\" SET \"ProvenAt\" = \"CreatedAt\"");
            migrationBuilder.Sql(
                "UPDATE \"Adhesions\" SET \"ActiveKey\" = NULL WHERE \"Status\" = 'Draft' AND \"PrivacyNoticeReadAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ProvenAt",
                table: "Adhesions");
        }
    }
}
