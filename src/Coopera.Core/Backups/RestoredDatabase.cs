using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Backups;

/// <summary>The database of an archive, unpacked, before it is the database of a site.</summary>
internal sealed class RestoredDatabase(string file, IServiceProvider services, TimeProvider clock)
{
    private const string Actor = "sistema";

    /// <summary>
    /// Sound, of this version, and with nothing in hand of the site that it came from. Its mails wait: they may have gone long ago.
    /// </summary>
    /// <returns>How many mails wait.</returns>
    public async Task<long> MakeReadyAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        var counted = await CountAsync(cancellationToken);
        await using var connection = SqliteCopy.Open(file);
        await connection.OpenAsync(cancellationToken);
        await using var db = new SqliteDb(
            new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection).UseApplicationServiceProvider(services).Options)
        {
            IsOfWriter = true,
        };
        await RefuseNewerAsync(db, manifest, cancellationToken);
        if (manifest.Rows.FirstOrDefault(table => counted.GetValueOrDefault(table.Key, -1) != table.Value) is { Key: { } table })
        {
            throw new SettingsException($"The backup is damaged: {table} has not as many rows as it says.");
        }

        await db.Database.MigrateAsync(cancellationToken);
        await RefuseLooseEndsAsync(connection, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LetGoAsync(db, cancellationToken);
        var held = await db.OutgoingMails.LongCountAsync(mail => mail.Status == OutgoingMailStatus.Queued, cancellationToken);
        Register.Add(
            db, Actor, "copia di sicurezza", null,
            new RegisterLine(
                AuditAction.BackupRestored,
                $"copia con i dati che c’erano {RomeTime.DateAndTime("il", manifest.MadeAt)}; "
                + $"{Amount.Of((int)held, "email in coda è ferma", "email in coda sono ferme")}"),
            clock.GetUtcNow());
        await db.BackupStates.ExecuteUpdateAsync(
            state => state.SetProperty(s => s.RestoredAt, clock.GetUtcNow()).SetProperty(s => s.CopyOf, manifest.MadeAt)
                .SetProperty(s => s.HoldsMails, true).SetProperty(s => s.Mark, "")
                .SetProperty(s => s.LastAt, (DateTimeOffset?)null).SetProperty(s => s.LastNightAt, (DateTimeOffset?)null)
                .SetProperty(s => s.LastFile, (string?)null).SetProperty(s => s.LastBytes, 0),
            cancellationToken);
        await db.Set<UploadFolder>().ExecuteUpdateAsync(folder => folder.SetProperty(f => f.Mark, ""), cancellationToken); // another one
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return held;
    }

    private async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SqliteCopy.CountAsync(file, cancellationToken);
        }
        catch (InvalidDataException damaged)
        {
            throw new SettingsException($"{damaged.Message} It is so in the backup: nothing was restored from it; take another one.");
        }
    }

    private static async Task RefuseNewerAsync(SqliteDb db, BackupManifest manifest, CancellationToken cancellationToken)
    {
        if ((await MigrationState.LookAsync(db, cancellationToken)).Newer is not null)
        {
            throw new SettingsException(
                $"The backup was made by version {manifest.Program} and is newer than this program ({ProgramVersion.Text}): restore it with "
                + "that version, or a later one.");
        }
    }

    private static async Task RefuseLooseEndsAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA foreign_key_check";
        check.CommandTimeout = 0;
        await using var reader = await check.ExecuteReaderAsync(cancellationToken);
        if (await reader.ReadAsync(cancellationToken))
        {
            throw new SettingsException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database of the backup does not hang together: a row of {reader.GetString(0)} points to none of {reader.GetString(2)}."));
        }
    }

    /// <summary>What a process of the other site had in hand, nobody has here.</summary>
    private static async Task LetGoAsync(SqliteDb db, CancellationToken cancellationToken)
    {
        await db.OutgoingMails.Where(mail => mail.LeasedBy != null).ExecuteUpdateAsync(
            mail => mail.SetProperty(m => m.LeasedBy, (Guid?)null).SetProperty(m => m.LeaseEndsAt, (DateTimeOffset?)null),
            cancellationToken);
        await db.MailLanes.ExecuteUpdateAsync(lane => lane.SetProperty(l => l.Holder, (string?)null), cancellationToken);
        await db.JobLeases.ExecuteUpdateAsync(
            job => job.SetProperty(j => j.Holder, (Guid?)null).SetProperty(j => j.LeaseEndsAt, (DateTimeOffset?)null), cancellationToken);
    }
}
