using Coopera.Core;
using Coopera.Core.Backups;
using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox;
using Coopera.Domain;
using Coopera.Domain.Backups;
using Coopera.Domain.Mail;
using Coopera.Web.Admin.Audit;
using Coopera.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Web.Admin.Status;

/// <param name="FreeBytes">In the data folder; null when the system does not say.</param>
/// <param name="MissingFiles">Addresses of the pages whose file is gone.</param>
public sealed record StatusPage(
    string Version,
    DatabaseProvider Engine,
    TimeSpan Answer,
    long? FreeBytes,
    UploadSettings Limits,
    UnprovenUse Unproven,
    MailQueue Mail,
    IReadOnlyList<JobState> Jobs,
    IReadOnlyList<string> MissingFiles,
    MailRefusals Refusals,
    DateTimeOffset Now)
{
    /// <summary>As its makers write it.</summary>
    public string EngineName => Engine switch
    {
        DatabaseProvider.PostgreSql => "PostgreSQL",
        DatabaseProvider.SqlServer => "SQL Server",
        _ => "SQLite",
    };

    /// <summary>A neighbour that seems to be the proxy, and is not trusted.</summary>
    public string? UntrustedProxy { get; init; }

    /// <summary>Null when none is read.</summary>
    public MailboxCondition? Mailbox { get; init; }

    /// <summary>The account for certified mail, and its mailbox; null without one.</summary>
    public MailQueue? Certified { get; init; }

    public MailboxCondition? PecMailbox { get; init; }

    /// <summary>Null when there is none.</summary>
    public bool? AntivirusAnswers { get; init; }

    /// <summary>Of a restored copy; null where nothing is held.</summary>
    public HeldMails? HeldMails { get; init; }

    public required BackupState Backup { get; init; }

    public required BackupSettings Backups { get; init; }

    public bool IsBackupOld => Backups.IsOld(Backup.LastAt, Now);

    /// <summary>As <c>/health/ready</c> has them.</summary>
    public IReadOnlyList<SitePart> Parts { get; init; } = [];

    public bool IsSpaceLow => Limits.IsLow(FreeBytes);

    public bool TakesNoFiles => Limits.IsFull(FreeBytes);

    public bool IsFine => IsFineButHeld && HeldMails is null;

    /// <summary>What is held has a notice of its own.</summary>
    public bool IsFineButHeld => Parts.All(
            part => part.State == HealthStatus.Healthy || (HeldMails is not null && part.Name == MailLaneHealth.Name))
        && !IsSpaceLow && !Mail.IsStuck && !Mail.IsStopped && !Refusals.IsBraked && MissingFiles.Count == 0
        && !Jobs.Any(job => job.IsWorrying) && Mailbox is not { IsWorrying: true } && PecMailbox is not { IsWorrying: true }
        && Certified is not ({ IsStuck: true } or { IsStopped: true }) && UntrustedProxy is null && AntivirusAnswers != false
        && !IsBackupOld;

    public string FreeSpace => Words(FreeBytes);

    public static string Words(long? bytes) => bytes switch
    {
        null => "il sistema non lo dice",
        < 1_000_000_000 => $"{bytes / 1_000_000} MB",
        { } many => (many / 1_000_000_000m).ToString("N1", RomeTime.Italian) + " GB",
    };
}

/// <summary>How the site itself is doing: what a telephone call about "it does not work" begins with.</summary>
public sealed class SiteStatus(
    CooperaDb db, JobStates jobs, Settings settings, UntrustedProxy proxy, Antivirus antivirus, HealthCheckService health,
    TimeProvider clock)
{
    public async Task<StatusPage> LookAsync(CancellationToken cancellationToken)
    {
        var states = await jobs.ReadAsync(cancellationToken);
        var missing = states.SelectMany(state => state.Report[SweepFiles.Missing] > 0 ? state.Report.Subjects : []).ToList();
        var places = await db.PlacesAsync(missing);
        var now = clock.GetUtcNow();
        var looked = (await health.CheckHealthAsync(cancellationToken)).Entries;
        return new StatusPage(
            ProgramVersion.Text,
            settings.Database.Provider,
            looked[DatabaseHealth.Name].Duration,
            DataFolder.FreeBytes(settings.Site.DataFolder),
            settings.Uploads,
            await UnprovenQuota.UseAsync(db),
            await MailQueue.LookAsync(db, settings.Mail.Sending, now),
            states,
            [.. missing.Select(subject => places.GetValueOrDefault(subject)).OfType<string>()],
            await MailRefusals.LookAsync(db, now, cancellationToken),
            now)
        {
            HeldMails = await HeldMails.LookAsync(db, cancellationToken),
            Backup = await db.BackupStates.AsNoTracking().SingleAsync(cancellationToken),
            Backups = settings.Backup,
            AntivirusAnswers = antivirus.IsOn ? looked["antivirus"].Status == HealthStatus.Healthy : null,
            Mailbox = await MailboxCondition.LookAsync(db, settings.Mailbox, now, cancellationToken),
            PecMailbox = await MailboxCondition.LookAsync(db, settings.Pec.Mailbox, now, cancellationToken),
            Certified = settings.Pec.Account is { } pec ? await MailQueue.LookAsync(db, pec.Sending, now, MailLane.CertifiedId) : null,
            Parts = [.. looked.Select(part => new SitePart(part.Key, part.Value.Status, part.Value.Exception))],
            UntrustedProxy = proxy.IsNear ? proxy.Address!.ToString() : null,
        };
    }
}
