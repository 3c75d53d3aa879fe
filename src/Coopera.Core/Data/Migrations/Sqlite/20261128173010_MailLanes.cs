using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MailLanes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FirstAttemptAt",
                table: "OutgoingMails",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MailLanes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Beat = table.Column<long>(type: "INTEGER", nullable: false),
                    StoppedSince = table.Column<long>(type: "INTEGER", nullable: true),
                    NextTrialAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Trials = table.Column<int>(type: "INTEGER", nullable: false),
                    FailureKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    FailureDetail = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    LastSuccessAt = table.Column<long>(type: "INTEGER", nullable: true)
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
