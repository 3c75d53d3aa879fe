using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Coopera.Core.Data;

public static class ServerTransaction
{
    /// <summary>
    /// Every try begins by writing the same row. When the answer to COMMIT is lost, the next try finds it taken if that COMMIT came through
    /// (the database makes it wait while that is open), and then the result in memory is the one that was stored.
    /// </summary>
    public static async Task<T> RunAsync<T>(
        CooperaDb db, Func<CooperaDb> newContext, Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken)
    {
        var write = Guid.CreateVersion7();
        var result = default(T)!;
        var isInDoubt = false;
        try
        {
            return await db.Database.CreateExecutionStrategy().ExecuteAsync(
                async token =>
                {
                    await using var context = newContext();
                    await using var transaction = await context.Database.BeginTransactionAsync(token);
                    if (!await context.TryTakeAsync(write))
                    {
                        return result;
                    }

                    context.Mark = write;
                    isInDoubt = false;
                    result = await useCase(context);
                    isInDoubt = true;
                    try
                    {
                        // From here on nobody's going away may leave the outcome open.
                        await transaction.CommitAsync(CancellationToken.None);
                    }
                    catch (Exception lost)
                    {
                        // what every engine's strategy tries again
                        throw new TimeoutException("Nobody answered whether the transaction was committed.", lost);
                    }

                    return result;
                },
                cancellationToken);
        }
        catch (Exception failure) when (isInDoubt)
        {
            throw new UnknownCommitException(failure);
        }
    }
}

public sealed class UnknownCommitException(Exception failure) : Exception(
    "It is not known whether the transaction was committed.", failure);

public sealed class UtcInstant() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => instant.ToUniversalTime(), instant => instant.ToUniversalTime());
