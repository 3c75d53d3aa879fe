using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.SqlServer
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
                    Id = table.Column<int>(type: "int", nullable: false),
                    Mark = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    LastFile = table.Column<string>(type: "nvarchar(260)", maxLength: 260, nullable: true),
                    LastBytes = table.Column<long>(type: "bigint", nullable: false),
                    LastNightAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    RestoredAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    CopyOf = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    HoldsMails = table.Column<bool>(type: "bit", nullable: false)
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
