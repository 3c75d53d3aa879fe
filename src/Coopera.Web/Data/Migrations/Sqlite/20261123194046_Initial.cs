using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SchedaRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    EmailKey = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    PublicBodyCode = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    OtherBody = table.Column<string>(type: "TEXT", maxLength: 160, nullable: true),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    PrivacyNoticeVersion = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SchedaRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SchedaRequests_PublicBodies_PublicBodyCode",
                        column: x => x.PublicBodyCode,
                        principalTable: "PublicBodies",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SchedaRequests_EmailKey_RequestedAt",
                table: "SchedaRequests",
                columns: new[] { "EmailKey", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SchedaRequests_PublicBodyCode",
                table: "SchedaRequests",
                column: "PublicBodyCode");

            migrationBuilder.CreateIndex(
                name: "IX_SchedaRequests_RequestedAt",
                table: "SchedaRequests",
                column: "RequestedAt");

            migrationBuilder.CreateIndex(
                name: "IX_SchedaRequests_SubmissionId",
                table: "SchedaRequests",
                column: "SubmissionId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SchedaRequests");
        }
    }
}
