using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ProgrammeAndSchedule : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NotPublishedAt",
                table: "Webinars",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PublishAt",
                table: "Webinars",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "Begins",
                table: "Talk",
                type: "time",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "Ends",
                table: "Talk",
                type: "time",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "About",
                table: "Speaker",
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Link",
                table: "Speaker",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Webinars_PublishAt",
                table: "Webinars",
                column: "PublishAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Webinars_PublishAt",
                table: "Webinars");

            migrationBuilder.DropColumn(
                name: "NotPublishedAt",
                table: "Webinars");

            migrationBuilder.DropColumn(
                name: "PublishAt",
                table: "Webinars");

            migrationBuilder.DropColumn(
                name: "Begins",
                table: "Talk");

            migrationBuilder.DropColumn(
                name: "Ends",
                table: "Talk");

            migrationBuilder.DropColumn(
                name: "About",
                table: "Speaker");

            migrationBuilder.DropColumn(
                name: "Link",
                table: "Speaker");
        }
    }
}
