using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SparseIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Registrations_WebinarId_OtherSpellingOf",
                table: "Registrations");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_AdhesionId",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_CopyOfId",
                table: "OutgoingMails");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_WebinarId_OtherSpellingOf",
                table: "Registrations",
                columns: new[] { "WebinarId", "OtherSpellingOf" },
                filter: "\"OtherSpellingOf\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_AdhesionId",
                table: "OutgoingMails",
                column: "AdhesionId",
                filter: "\"AdhesionId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_CopyOfId",
                table: "OutgoingMails",
                column: "CopyOfId",
                filter: "\"CopyOfId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Registrations_WebinarId_OtherSpellingOf",
                table: "Registrations");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_AdhesionId",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_CopyOfId",
                table: "OutgoingMails");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_WebinarId_OtherSpellingOf",
                table: "Registrations",
                columns: new[] { "WebinarId", "OtherSpellingOf" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_AdhesionId",
                table: "OutgoingMails",
                column: "AdhesionId");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_CopyOfId",
                table: "OutgoingMails",
                column: "CopyOfId");
        }
    }
}
