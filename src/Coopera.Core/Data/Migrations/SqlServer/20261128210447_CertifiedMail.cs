using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CertifiedMail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "LaneId",
                table: "OutgoingMails",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "ProofNumber",
                table: "OutgoingMails",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "BodyProtocol_Date",
                table: "Adhesions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BodyProtocol_Number",
                table: "Adhesions",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "BodyProtocol_Office",
                table: "Adhesions",
                type: "nvarchar(260)",
                maxLength: 260,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "PecArrivals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Sender = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    IsVerified = table.Column<bool>(type: "bit", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Report = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Doubt = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Candidates = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    AdhesionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    DecidedBy = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    File_ContentType = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    File_Key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    File_Length = table.Column<long>(type: "bigint", nullable: false),
                    File_Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    File_Scan = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    File_Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Protocol_Date = table.Column<DateOnly>(type: "date", nullable: true),
                    Protocol_Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Protocol_Office = table.Column<string>(type: "nvarchar(260)", maxLength: 260, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PecArrivals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PecReceipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MailId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Identifier = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    IsVerified = table.Column<bool>(type: "bit", nullable: false),
                    Error = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    ErrorDetail = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Provider = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    StoreKey = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PecReceipts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PecReceipts_OutgoingMails_MailId",
                        column: x => x.MailId,
                        principalTable: "OutgoingMails",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PecArrivals_AdhesionId",
                table: "PecArrivals",
                column: "AdhesionId",
                filter: "\"AdhesionId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PecArrivals_State_ReceivedAt",
                table: "PecArrivals",
                columns: new[] { "State", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PecReceipts_MailId_Kind_Identifier",
                table: "PecReceipts",
                columns: new[] { "MailId", "Kind", "Identifier" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PecArrivals");

            migrationBuilder.DropTable(
                name: "PecReceipts");

            migrationBuilder.DropColumn(
                name: "LaneId",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "ProofNumber",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "BodyProtocol_Date",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "BodyProtocol_Number",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "BodyProtocol_Office",
                table: "Adhesions");
        }
    }
}
