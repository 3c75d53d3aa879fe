using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Registrations_EmailKey",
                table: "Registrations");

            migrationBuilder.DropIndex(
                name: "IX_Registrations_WebinarId_SortBody_Number",
                table: "Registrations");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_EmailKey_FutureInvitations_Status",
                table: "Registrations",
                columns: new[] { "EmailKey", "FutureInvitations", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_WebinarId_SortBody_Number_PublicBodyCode_EmailKey_FutureInvitations",
                table: "Registrations",
                columns: new[] { "WebinarId", "SortBody", "Number", "PublicBodyCode", "EmailKey", "FutureInvitations" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_Status_FailureKind_NextAttemptAt_CreatedAt_SearchText",
                table: "OutgoingMails",
                columns: new[] { "Status", "FailureKind", "NextAttemptAt", "CreatedAt", "SearchText" },
                filter: "\"Status\" = 'Failed'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Registrations_EmailKey_FutureInvitations_Status",
                table: "Registrations");

            migrationBuilder.DropIndex(
                name: "IX_Registrations_WebinarId_SortBody_Number_PublicBodyCode_EmailKey_FutureInvitations",
                table: "Registrations");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_Status_FailureKind_NextAttemptAt_CreatedAt_SearchText",
                table: "OutgoingMails");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_EmailKey",
                table: "Registrations",
                column: "EmailKey");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_WebinarId_SortBody_Number",
                table: "Registrations",
                columns: new[] { "WebinarId", "SortBody", "Number" });
        }
    }
}
