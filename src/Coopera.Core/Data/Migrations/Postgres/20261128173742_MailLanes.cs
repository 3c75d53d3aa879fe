using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MailLanes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "FirstAttemptAt",
                table: "OutgoingMails",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MailLanes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Holder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Beat = table.Column<long>(type: "bigint", nullable: false),
                    StoppedSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    NextTrialAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Trials = table.Column<int>(type: "integer", nullable: false),
                    FailureKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    FailureDetail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    LastSuccessAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailLanes", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "MailLanes",
                columns: new[] { "Id", "Beat", "FailureDetail", "FailureKind", "Holder", "LastSuccessAt", "NextTrialAt", "StoppedSince", "Trials" },
                values: new object[] { 1, 0L, null, null, null, null, null, null, 0 });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MailLanes");

            migrationBuilder.DropColumn(
                name: "FirstAttemptAt",
                table: "OutgoingMails");
        }
    }
}
