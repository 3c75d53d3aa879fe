using System.Runtime.CompilerServices;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Staff.Audit;
using Coopera.Core.Transfer;
using Coopera.Domain.Staff;

namespace Coopera.Core.Verification;

/// <summary>How far a part is that takes long.</summary>
/// <param name="All">0 as long as there is nothing to count.</param>
public sealed record VerifyProgress(string Part, long Done = 0, long All = 0);

/// <summary>
/// What is stored, held against itself: nothing points to what is not there, the register's chain is whole, files are what their rows say,
/// nobody has a place that there is not, counters have counted what there is. Reads at one moment, and may do so beside a running site.
/// </summary>
public sealed class VerifySite(Settings settings, RegisterSeal seal, UploadStore store, TimeProvider clock)
{
    public async IAsyncEnumerable<VerifiedPart> RunAsync(
        IProgress<VerifyProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The files first: one that comes in between is not missed in the rows read after it.
        var keys = store.Keys();
        await using var database = EngineDatabase.Of(settings.Database, create: false);
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            await database.ExecuteAsync("PRAGMA query_only = ON", cancellationToken);
        }

        await using var reader = await TableReader.OpenAsync(database, cancellationToken);
        progress?.Report(new("foreign keys"));
        yield return await ForeignKeys.VerifyAsync(database, reader, cancellationToken);
        progress?.Report(new("register"));
        yield return await RegisterAsync(reader.Context, progress, cancellationToken);
        progress?.Report(new("places and counters"));
        yield return await Places.VerifyAsync(reader.Context, clock.GetUtcNow(), cancellationToken);
        yield return await Counters.VerifyAsync(reader.Context, cancellationToken);
        yield return await GivenNumbersAsync(database, reader, cancellationToken);
        progress?.Report(new("files"));
        yield return await new StoredFiles(store, clock).VerifyAsync(reader.Context, keys, progress, cancellationToken);
    }

    private async Task<VerifiedPart> RegisterAsync(
        CooperaDb db, IProgress<VerifyProgress>? progress, CancellationToken cancellationToken)
    {
        var check = await new AuditVerification(db, seal).RunAsync(
            null, (done, all) => progress?.Report(new("register", done, all)), cancellationToken);
        return new("register", $"{check.Rows} rows, the last hash is {check.LastHash}", check.IsSound
            ? []
            : [.. check.Faults.Select(fault => $"{fault.Kind}, rows {fault.From} to {fault.To}")]);
    }

    /// <summary>A number that was given is not given again, not even when its row is gone.</summary>
    private static async Task<VerifiedPart> GivenNumbersAsync(
        EngineDatabase database, TableReader reader, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var lastGiven = await reader.LastGivenAsync(cancellationToken);
        foreach (var table in database.Tables.Where(table => table.Identity is not null))
        {
            var largest = await reader.LargestAsync(table, cancellationToken);
            if (largest > lastGiven[table.Name])
            {
                faults.Add($"{table.Name}: a row has number {largest}, and the last that the database gave is {lastGiven[table.Name]}");
            }
        }

        return new("given numbers", $"{lastGiven.Count} tables", faults);
    }
}
