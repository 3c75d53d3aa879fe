using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SignUpBurst : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Registrations_CreatedAt_WebinarId_ParticipantKind_PublicBodyCode",
                table: "Registrations");

            migrationBuilder.AddColumn<string>(
                name: "OtherSpellingOf",
                table: "Registrations",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SignUpAttempts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    WebinarId = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignUpAttempts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SignUpAttempts_Webinars_WebinarId",
                        column: x => x.WebinarId,
                        principalTable: "Webinars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_CreatedAt_WebinarId_ParticipantKind_PublicBodyCode_Status",
                table: "Registrations",
                columns: new[] { "CreatedAt", "WebinarId", "ParticipantKind", "PublicBodyCode", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_WebinarId_OtherSpellingOf",
                table: "Registrations",
                columns: new[] { "WebinarId", "OtherSpellingOf" });

            migrationBuilder.CreateIndex(
                name: "IX_SignUpAttempts_WebinarId_Place_At",
                table: "SignUpAttempts",
                columns: new[] { "WebinarId", "Place", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SignUpAttempts");

            migrationBuilder.DropIndex(
                name: "IX_Registrations_CreatedAt_WebinarId_ParticipantKind_PublicBodyCode_Status",
                table: "Registrations");

            migrationBuilder.DropIndex(
                name: "IX_Registrations_WebinarId_OtherSpellingOf",
                table: "Registrations");

            migrationBuilder.DropColumn(
                name: "OtherSpellingOf",
                table: "Registrations");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_CreatedAt_WebinarId_ParticipantKind_PublicBodyCode",
                table: "Registrations",
                columns: new[] { "CreatedAt", "WebinarId", "ParticipantKind", "PublicBodyCode" });
        }
    }
}
