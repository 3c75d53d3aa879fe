using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class BodiesFromIpa : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosedOn",
                table: "PublicBodies",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PecFromIpaOn",
                table: "PublicBodies",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SuccessorCode",
                table: "PublicBodies",
                type: "character varying(6)",
                maxLength: 6,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FormerPecs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyCode = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    FromIpaOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    ReplacedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormerPecs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FormerPecs_PublicBodies_BodyCode",
                        column: x => x.BodyCode,
                        principalTable: "PublicBodies",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IpaImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Staff = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IpaImports", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FormerPecs_BodyCode",
                table: "FormerPecs",
                column: "BodyCode");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FormerPecs");

            migrationBuilder.DropTable(
                name: "IpaImports");

            migrationBuilder.DropColumn(
                name: "ClosedOn",
                table: "PublicBodies");

            migrationBuilder.DropColumn(
                name: "PecFromIpaOn",
                table: "PublicBodies");

            migrationBuilder.DropColumn(
                name: "SuccessorCode",
                table: "PublicBodies");
        }
    }
}
