using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>
/// The single writer of a process on SQLite. Use cases queue up; those that wait while a commit is on its way to the disk share the next
/// one (each in a savepoint of its own, so that one's failure is not the others'). Nobody hears of success before the commit.
/// </summary>
public sealed class SqliteWriter(string connectionString, IServiceProvider services) : IAsyncDisposable
{
    private const int LargestBatch = 64;

    private readonly Channel<Job> _queue = Channel.CreateUnbounded<Job>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _start = new();
    private Task? _loop;
    private SqliteConnection? _connection;
    private SqliteDb? _db;

    public Task<T> RunAsync<T>(Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken)
    {
        var job = new Job<T>(useCase, cancellationToken);
        if (!_queue.Writer.TryWrite(job))
        {
            throw new InvalidOperationException("The site is stopping and takes no more writes.");
        }

        lock (_start)
        {
            if (_loop is null)
            {
                // Nothing of whoever comes first (its request in the log, its trace) goes along with all that come after it.
                using var apart = ExecutionContext.SuppressFlow();
                _loop = Task.Run(LoopAsync, CancellationToken.None);
            }
        }

        return job.Completion;
    }

    /// <summary>Keeps the writer away while something else writes; dispose to let it go on.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new Gate(_gate);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_loop is { } loop)
        {
            await loop;
        }

        await ForgetContextAsync();
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        _gate.Dispose();
    }

    private async Task LoopAsync()
    {
        var batch = new List<Job>(LargestBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            using (await EnterAsync(CancellationToken.None))
            {
                await CommitBatchAsync(batch);
            }

            batch.Clear();
        }
    }

    private async Task CommitBatchAsync(List<Job> batch)
    {
        try
        {
            var connection = await OpenAsync();
            await using var transaction = connection.BeginTransaction(deferred: false);
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var job))
            {
                if (job.IsAbandoned)
                {
                    continue;
                }

                batch.Add(job);
                await RunInSavepointAsync(job, transaction);
            }

            await transaction.CommitAsync();
        }
        catch (Exception failure)
        {
            // The disk is full, the file is locked, the connection is broken: nothing of this batch is stored, and everybody is told so.
            // Who waits behind is told too, else each would sit through a timeout of their own.
            while (_queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            batch.ForEach(job => job.Fail(failure));
            await CloseAsync();
            return;
        }

        batch.ForEach(job => job.Complete());
    }

    private async Task RunInSavepointAsync(Job job, SqliteTransaction transaction)
    {
        const string Savepoint = "use_case";
        await transaction.SaveAsync(Savepoint);
        try
        {
            var db = _db ??= NewContext();
            db.Database.AutoSavepointsEnabled = false;
            await db.Database.UseTransactionAsync(transaction);
            await job.RunAsync(db);
            await transaction.ReleaseAsync(Savepoint);

            // The same context serves the next one: nothing of this one is left in it.
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            await db.Database.UseTransactionAsync(null);
        }
        catch (Exception failure)
        {
            job.Fail(failure);
            await ForgetContextAsync();
            try
            {
                await transaction.RollbackAsync(Savepoint);
            }
            catch (SqliteException)
            {
                // A full disk makes SQLite roll everything back by itself, savepoints included: the others fail for the same reason.
                throw new InvalidOperationException("The transaction is gone.", failure);
            }
        }
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        if (_connection is null)
        {
            var connection = new PreparedConnection(connectionString);
            await connection.OpenAsync();
            connection.KeepPlans();
            await using var pragma = connection.CreateCommand();
            pragma.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
            await pragma.ExecuteNonQueryAsync();
            _connection = connection;
        }

        return _connection;
    }

    private SqliteDb NewContext() =>
        new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(_connection!).UseApplicationServiceProvider(services).Options)
        {
            IsOfWriter = true,
        };

    private async Task ForgetContextAsync()
    {
        if (_db is { } used)
        {
            _db = null;
            await used.DisposeAsync();
        }
    }

    private async Task CloseAsync()
    {
        await ForgetContextAsync();
        if (_connection is { } broken)
        {
            _connection = null;
            SqliteConnection.ClearPool(broken);
            await broken.DisposeAsync();
        }
    }

    private sealed class Gate(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }

    private abstract class Job
    {
        public abstract bool IsAbandoned { get; }

        public abstract Task RunAsync(SqliteDb db);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    private sealed class Job<T>(Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken) : Job
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ExecutionContext _ofCaller = ExecutionContext.Capture()!; // nobody asks with its flow suppressed
        private T? _result;

        public Task<T> Completion => _completion.Task;

        /// <summary>Whoever asked went away before it was begun; once begun it is finished.</summary>
        public override bool IsAbandoned => cancellationToken.IsCancellationRequested && _completion.TrySetCanceled(cancellationToken);

        /// <summary>As part of what its caller does: the log names the request, the trace goes on.</summary>
        public override async Task RunAsync(SqliteDb db)
        {
            Task<T>? run = null;
            ExecutionContext.Run(_ofCaller, _ => run = useCase(db), null);
            _result = await run!;
        }

        public override void Complete() => _completion.TrySetResult(_result!);

        public override void Fail(Exception failure) => _completion.TrySetException(failure);
    }
}
