using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Postgres
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
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Mark = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastFile = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: true),
                    LastBytes = table.Column<long>(type: "bigint", nullable: false),
                    LastNightAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RestoredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CopyOf = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    HoldsMails = table.Column<bool>(type: "boolean", nullable: false)
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
