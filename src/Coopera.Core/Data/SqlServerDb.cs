using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

public sealed class SqlServerDb(DbContextOptions<SqlServerDb> options) : CooperaDb(options)
{
    private const int UniqueIndexViolation = 2601;
    private const int UniqueConstraintViolation = 2627;

    private const int FatalSeverity = 20;

    // Timeout; no connection; file group full, log full; lock timeout; read-only database; database or login refused.
    private static readonly HashSet<int> AwayNumbers = [
        -2, -1, 2, 53, 121, 233, 258, 1105, 9002, 1222, 3906, 4060, 18456, 10053, 10054, 10060, 10061];

    protected override Task<T> CommitAsync<T>(Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken) =>
        ServerTransaction.RunAsync(
            this, Services!.GetRequiredService<IDbContextFactory<SqlServerDb>>().CreateDbContext, useCase, cancellationToken);

    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is SqlException { Number: UniqueIndexViolation or UniqueConstraintViolation };

    public override bool IsAway(DbException failure) =>
        failure is SqlException sql && (sql.Class >= FatalSeverity || AwayNumbers.Contains(sql.Number));

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // A passkey's id may have a thousand bytes: more than a clustered key takes (900), less than any other index does (1700).
        builder.Entity<IdentityUserPasskey<string>>().HasKey(passkey => passkey.CredentialId).IsClustered(false);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
    }
}
