using System.Data.Common;
using System.Diagnostics;
using Coopera.Core.Data;
using Coopera.Core.Files;

namespace Coopera.Core.Transfer;

/// <summary>
/// Everything from one database into another one, of whatever engine: as it is at one moment, table after table, some thousands of rows a
/// transaction. Stopped or killed, it goes on where it was when it is called again; what changed meanwhile is copied anew. In the end
/// both are compared by count and content.
/// </summary>
public sealed class CopyDatabase(TimeProvider clock)
{
    // A pace that was measured on fewer says nothing.
    private const int FewRows = 5_000;

    private IProgress<CopyProgress>? _progress;
    private long _began;
    private long _rows;
    private long _allRows;

    /// <exception cref="SettingsException">A sentence on why it cannot be done.</exception>
    /// <exception cref="OperationCanceledException">Stopped; what was committed stays.</exception>
    public async Task<CopyResult> RunAsync(
        DatabaseSettings from, DatabaseSettings to, IProgress<CopyProgress>? progress, CancellationToken cancellationToken)
    {
        _progress = progress;
        var took = Stopwatch.StartNew();
        await using var source = EngineDatabase.Of(from, create: false);
        await using var reader = await OpenAsync(source, cancellationToken);
        await using var target = await CopyTarget.PrepareAsync(to, cancellationToken);
        var counts = new Dictionary<string, long>();
        foreach (var table in source.Tables)
        {
            counts[table.Name] = await reader.CountAsync(table, cancellationToken);
        }

        _allRows = 2 * counts.Values.Sum();
        (_rows, _began) = (0, clock.GetTimestamp());
        var hashes = await CopyAsync(reader, target.Database, cancellationToken);
        await new TableWriter(target.Database).SetLastGivenAsync(await reader.LastGivenAsync(cancellationToken), cancellationToken);
        var differences = await CompareAsync(target.Database, hashes, cancellationToken);
        if (differences.Count == 0)
        {
            await FinishAsync(target.Database, cancellationToken);
        }

        return new(counts.Values.Sum(), source.Tables.Count, target.WasBegun, took.Elapsed, differences);
    }

    /// <summary>A database that this program could serve, as it is now.</summary>
    private static async Task<TableReader> OpenAsync(EngineDatabase source, CancellationToken cancellationToken)
    {
        try
        {
            await source.OpenAsync(cancellationToken);
            if ((await source.PendingMigrationsAsync(cancellationToken)).Count > 0)
            {
                throw new SettingsException("The database lacks migrations: apply them (migrate) before it is copied.");
            }

            return await CopyMark.IsOnAsync(source.Context, cancellationToken)
                ? throw new SettingsException("The database is itself the half of a copy: finish that one first.")
                : await TableReader.OpenAsync(source, cancellationToken);
        }
        catch (DbException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SettingsException(FaultSentence.Of(failure)!);
        }
    }

    private async Task<IReadOnlyDictionary<string, ContentHash>> CopyAsync(
        TableReader source, EngineDatabase target, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<string, ContentHash>();
        var writer = new TableWriter(target);
        foreach (var table in source.Tables)
        {
            var there = await target.NumberAsync($"SELECT COUNT(*) FROM \"{table.Name}\"", cancellationToken);
            if (there > 0 && await GoOnAsync(source, target, table, there, cancellationToken) is { } whole)
            {
                hashes[table.Name] = whole;
                continue;
            }

            if (there > 0)
            {
                // Whatever points to it goes first.
                await writer.EmptyAsync(source.Tables.SkipWhile(other => other != table), cancellationToken);
            }

            var hash = hashes[table.Name] = new ContentHash(table);
            await WriteAsync(writer, table, Hashed(source.ReadAsync(table, cancellationToken), hash), cancellationToken);
        }

        return hashes;
    }

    /// <summary>Null when what is there is not how the table begins.</summary>
    private async Task<ContentHash?> GoOnAsync(
        TableReader source, EngineDatabase target, TransferTable table, long there, CancellationToken cancellationToken)
    {
        ContentHash copied;
        await using (var reader = await TableReader.OpenAsync(target, cancellationToken))
        {
            copied = await reader.HashAsync(table, null, cancellationToken);
        }

        var hash = new ContentHash(table);
        await using var rows = source.ReadAsync(table, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (hash.Rows < there && await rows.MoveNextAsync())
        {
            hash.Add(rows.Current);
        }

        if (hash.ToString() != copied.ToString())
        {
            return null;
        }

        Tell(table, there, isChecking: false);
        await WriteAsync(new TableWriter(target), table, Hashed(Rest(rows), hash), cancellationToken);
        return hash;
    }

    private async Task WriteAsync(
        TableWriter writer, TransferTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(table, rows, count => Tell(table, count, isChecking: false), cancellationToken);
        }
        catch (DbException refusal) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SettingsException(
                $"Rows of {table.Name}: {FaultSentence.Of(refusal, "--to")} What is copied stays, and another call goes on from there.");
        }
    }

    private async Task<IReadOnlyList<string>> CompareAsync(
        EngineDatabase target, IReadOnlyDictionary<string, ContentHash> hashes, CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        await using var reader = await TableReader.OpenAsync(target, cancellationToken);
        foreach (var table in target.Tables)
        {
            var read = 0;
            var copied = await reader.HashAsync(
                table,
                () =>
                {
                    if (++read % 5_000 == 0)
                    {
                        Tell(table, 5_000, isChecking: true);
                    }
                },
                cancellationToken);
            Tell(table, read % 5_000, isChecking: true);
            var source = hashes[table.Name];
            if (source.Rows != copied.Rows || source.ToString() != copied.ToString())
            {
                differences.Add($"{table.Name}: {source.Rows} rows, content {source}; copied {copied.Rows} rows, content {copied}");
            }
        }

        return differences;
    }

    private static async Task FinishAsync(EngineDatabase target, CancellationToken cancellationToken)
    {
        await CopyMark.TakeAwayAsync(target.Context, cancellationToken);
        if (target.Provider == DatabaseProvider.PostgreSql)
        {
            // So that the first pages need not wait until the server has noticed what came.
            await target.ExecuteAsync("ANALYZE", cancellationToken);
        }
    }

    private void Tell(TransferTable table, long rows, bool isChecking)
    {
        _rows += rows;
        _progress?.Report(new(
            isChecking, table.Name, _rows, _allRows,
            _rows < FewRows ? null : Pace.Left(clock.GetElapsedTime(_began), _rows, _allRows)));
    }

    private static async IAsyncEnumerable<object?[]> Hashed(IAsyncEnumerable<object?[]> rows, ContentHash hash)
    {
        await foreach (var row in rows)
        {
            hash.Add(row);
            yield return row;
        }
    }

    private static async IAsyncEnumerable<object?[]> Rest(IAsyncEnumerator<object?[]> rows)
    {
        while (await rows.MoveNextAsync())
        {
            yield return rows.Current;
        }
    }
}
