using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BackupState : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BackupStates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Mark = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastFile = table.Column<string>(type: "TEXT", maxLength: 260, nullable: true),
                    LastBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    LastNightAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RestoredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CopyOf = table.Column<long>(type: "INTEGER", nullable: true),
                    HoldsMails = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BackupStates", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "BackupStates",
                columns: new[] { "Id", "CopyOf", "HoldsMails", "LastAt", "LastBytes", "LastFile", "LastNightAt", "Mark", "RestoredAt" },
                values: new object[] { 1, null, false, null, 0L, null, null, "", null });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BackupStates");
        }
    }
}
