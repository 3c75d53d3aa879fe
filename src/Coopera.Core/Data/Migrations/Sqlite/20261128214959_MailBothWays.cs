using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Coopera.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MailBothWays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_Status_NextAttemptAt",
                table: "OutgoingMails");

            migrationBuilder.AddColumn<int>(
                name: "LeftOutReminders",
                table: "Webinars",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "BouncedAt",
                table: "OutgoingMails",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LaneId",
                table: "OutgoingMails",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<Guid>(
                name: "MailingId",
                table: "OutgoingMails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MailingKey",
                table: "OutgoingMails",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProofNumber",
                table: "OutgoingMails",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "LinkGenerations",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "BodyProtocol_Date",
                table: "Adhesions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BodyProtocol_Number",
                table: "Adhesions",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "BodyProtocol_Office",
                table: "Adhesions",
                type: "TEXT",
                maxLength: 260,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "BouncingAddresses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    HardBounces = table.Column<int>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastDetail = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RestsSince = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BouncingAddresses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IncomingMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    UidValidity = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<long>(type: "INTEGER", nullable: false),
                    MessageId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sender = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: 455, nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Trouble = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    MailId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AdhesionId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncomingMessages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MailboxStates",
                columns: table => new
                {
                    Account = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    UidValidity = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUid = table.Column<long>(type: "INTEGER", nullable: false),
                    Visits = table.Column<int>(type: "INTEGER", nullable: false),
                    LastReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    NextTrialAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Trials = table.Column<int>(type: "INTEGER", nullable: false),
                    FailureKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    FailureDetail = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailboxStates", x => x.Account);
                });

            migrationBuilder.CreateTable(
                name: "Mailings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    WebinarId = table.Column<int>(type: "INTEGER", nullable: true),
                    States = table.Column<int>(type: "INTEGER", nullable: false),
                    Province = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    ParticipantKind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    CameIn = table.Column<bool>(type: "INTEGER", nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    QueuedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastKey = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    Mails = table.Column<int>(type: "INTEGER", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mailings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Mailings_Webinars_WebinarId",
                        column: x => x.WebinarId,
                        principalTable: "Webinars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "PecArrivals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sender = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    IsVerified = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Report = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Doubt = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Candidates = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    AdhesionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    File_ContentType = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    File_Key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    File_Length = table.Column<long>(type: "INTEGER", nullable: false),
                    File_Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    File_Scan = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    File_Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Protocol_Date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Protocol_Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Protocol_Office = table.Column<string>(type: "TEXT", maxLength: 260, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PecArrivals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PecReceipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MailId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Identifier = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsVerified = table.Column<bool>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ErrorDetail = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    StoreKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
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

            migrationBuilder.CreateTable(
                name: "PresenceIntervals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    EnteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsHeard = table.Column<bool>(type: "INTEGER", nullable: false),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresenceIntervals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PresenceIntervals_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RatingCounts",
                columns: table => new
                {
                    Service = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false),
                    Obstacle = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RatingCounts", x => new { x.Month, x.Service, x.Score, x.Obstacle });
                });

            migrationBuilder.CreateTable(
                name: "Reminders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ForStart = table.Column<long>(type: "INTEGER", nullable: false),
                    MailId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reminders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reminders_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.UpdateData(
                table: "LinkGenerations",
                keyColumn: "Id",
                keyValue: 1,
                column: "Key",
                value: null);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_MailingId_MailingKey",
                table: "OutgoingMails",
                columns: new[] { "MailingId", "MailingKey" },
                unique: true,
                filter: "\"MailingId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_MailingId_Status",
                table: "OutgoingMails",
                columns: new[] { "MailingId", "Status" },
                filter: "\"MailingId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_Status_LaneId_NextAttemptAt",
                table: "OutgoingMails",
                columns: new[] { "Status", "LaneId", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BouncingAddresses_Key",
                table: "BouncingAddresses",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IncomingMessages_Account_MessageId",
                table: "IncomingMessages",
                columns: new[] { "Account", "MessageId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IncomingMessages_AdhesionId",
                table: "IncomingMessages",
                column: "AdhesionId",
                filter: "\"AdhesionId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_IncomingMessages_MailId",
                table: "IncomingMessages",
                column: "MailId",
                filter: "\"MailId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_IncomingMessages_ReceivedAt_Id",
                table: "IncomingMessages",
                columns: new[] { "ReceivedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_IncomingMessages_RegistrationId",
                table: "IncomingMessages",
                column: "RegistrationId",
                filter: "\"RegistrationId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Mailings_Status_CreatedAt",
                table: "Mailings",
                columns: new[] { "Status", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Mailings_WebinarId",
                table: "Mailings",
                column: "WebinarId");

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

            migrationBuilder.CreateIndex(
                name: "IX_PresenceIntervals_RegistrationId_Source",
                table: "PresenceIntervals",
                columns: new[] { "RegistrationId", "Source" });

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_RegistrationId_Rule_ForStart",
                table: "Reminders",
                columns: new[] { "RegistrationId", "Rule", "ForStart" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BouncingAddresses");

            migrationBuilder.DropTable(
                name: "IncomingMessages");

            migrationBuilder.DropTable(
                name: "MailboxStates");

            migrationBuilder.DropTable(
                name: "Mailings");

            migrationBuilder.DropTable(
                name: "PecArrivals");

            migrationBuilder.DropTable(
                name: "PecReceipts");

            migrationBuilder.DropTable(
                name: "PresenceIntervals");

            migrationBuilder.DropTable(
                name: "RatingCounts");

            migrationBuilder.DropTable(
                name: "Reminders");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_MailingId_MailingKey",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_MailingId_Status",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_Status_LaneId_NextAttemptAt",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "LeftOutReminders",
                table: "Webinars");

            migrationBuilder.DropColumn(
                name: "BouncedAt",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "LaneId",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "MailingId",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "MailingKey",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "ProofNumber",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "LinkGenerations");

            migrationBuilder.DropColumn(
                name: "BodyProtocol_Date",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "BodyProtocol_Number",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "BodyProtocol_Office",
                table: "Adhesions");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_Status_NextAttemptAt",
                table: "OutgoingMails",
                columns: new[] { "Status", "NextAttemptAt" });
        }
    }
}
