using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Coopera.Core.Data;

public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : CooperaDb(options)
{
    protected override Task<T> CommitAsync<T>(Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken) =>
        ServerTransaction.RunAsync(
            this, Services!.GetRequiredService<IDbContextFactory<PostgresDb>>().CreateDbContext, useCase, cancellationToken);

    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    // Whatever is not the server's own answer is a connection that failed. Classes of its answers: connection, authorisation, no such
    // database, resources (disk full), operator's doing, system error; then read-only and locked.
    public override bool IsAway(DbException failure) => failure is not PostgresException { SqlState: var state }
        || state[..2] is "08" or "28" or "3D" or "53" or "57" or "58"
        || state is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
    }
}
