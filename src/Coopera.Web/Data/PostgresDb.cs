using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Coopera.Web.Data;

/// <summary>The open choice.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : CooperaDb(options)
{
    public override Task<T> WriteAsync<T>(Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken = default) =>
        ServerTransaction.RunAsync(this, () => new PostgresDb(options), useCase, cancellationToken);

    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
}
