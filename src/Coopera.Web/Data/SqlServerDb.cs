using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Data;

/// <summary>The production choice.</summary>
public sealed class SqlServerDb(DbContextOptions<SqlServerDb> options) : CooperaDb(options)
{
    private const int UniqueIndexViolation = 2601;
    private const int UniqueConstraintViolation = 2627;

    public override Task<T> WriteAsync<T>(Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken = default) =>
        ServerTransaction.RunAsync(this, () => new SqlServerDb(options), useCase, cancellationToken);

    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is SqlException { Number: UniqueIndexViolation or UniqueConstraintViolation };

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
}
