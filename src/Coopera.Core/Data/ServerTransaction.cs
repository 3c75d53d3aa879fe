using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Coopera.Core.Data;

/// <summary>How a use case runs on a database server: inside the retrying execution strategy, with a fresh context at each try.</summary>
public static class ServerTransaction
{
    public static Task<T> RunAsync<T>(
        CooperaDb db, Func<CooperaDb> fresh, Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await using var context = fresh();
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                var result = await useCase(context);

                // From here on nobody's going away may leave the outcome open.
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            },
            cancellationToken);
}

/// <summary>Servers keep instants as they are, always with offset zero (Npgsql insists on it).</summary>
public sealed class UtcInstant() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => instant.ToUniversalTime(), instant => instant.ToUniversalTime());
