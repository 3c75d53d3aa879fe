using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

// What was answered to a form is kept, so that the same form sent twice is done once.
public abstract partial class CooperaDb
{
    private static readonly JsonSerializerOptions AsJson = new() { IncludeFields = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>
    /// The same for what a form asks for. Sent twice, one after the other or both at once, it is done once and has the same answer; what
    /// changed nothing may be asked again.
    /// </summary>
    /// <param name="form">
    /// What was sent, and of a form of staff in which rendering of it; null when that cannot be told.
    /// </param>
    public Task<T> WriteOnceAsync<T>(Guid? form, Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken = default) =>
        WriteOnceWithinAsync(form, within: null, useCase, cancellationToken);

    /// <inheritdoc cref="WriteOnceAsync{T}"/>
    /// <param name="within">So long the same again is the same; null: as long as the site remembers.</param>
    public async Task<T> WriteOnceWithinAsync<T>(
        Guid? form, TimeSpan? within, Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken = default)
    {
        if (form is not { } id)
        {
            return await WriteAsync(useCase, cancellationToken);
        }

        try
        {
            return await TryAsync();
        }
        catch (SentAtOnceException)
        {
            return await TryAsync();
        }

        Task<T> TryAsync() => WriteAsync(
            async db =>
            {
                var row = db.CommittedWrites.Where(w => w.Id == id);
                if (within is { } time)
                {
                    var since = _clock.GetUtcNow() - time;
                    await row.Where(w => w.At <= since).ExecuteDeleteAsync();
                }

                if (await row.Select(w => w.Answer).SingleOrDefaultAsync() is { } answer)
                {
                    return JsonSerializer.Deserialize<T>(answer, AsJson)!;
                }

                // Who sends it at this very moment waits here until this transaction ends, and then finds its answer.
                if (!await db.TryTakeAsync(id))
                {
                    throw new SentAtOnceException();
                }

                var result = await useCase(db);
                if (db._hasSaved)
                {
                    await row.ExecuteUpdateAsync(w => w.SetProperty(x => x.Answer, JsonSerializer.Serialize(result, AsJson)));
                }
                else
                {
                    await row.ExecuteDeleteAsync();
                }

                return result;
            },
            cancellationToken);
    }

    /// <summary>What was answered to a form that was sent before; null when it was not.</summary>
    public async Task<T?> AnswerToAsync<T>(Guid? form)
        where T : struct => await CommittedWrites.Where(w => w.Id == form).Select(w => w.Answer).SingleOrDefaultAsync() is { } answer
            ? JsonSerializer.Deserialize<T>(answer, AsJson)
            : null;

    /// <summary>
    /// Puts a row of <see cref="CommittedWrites"/> into this transaction. False when it is taken; waits for who is taking it.
    /// </summary>
    internal async Task<bool> TryTakeAsync(Guid id)
    {
        var savepoints = Database.AutoSavepointsEnabled;
        Database.AutoSavepointsEnabled = false; // nothing precedes it that would be worth keeping
        try
        {
            CommittedWrites.Add(new CommittedWrite(id, _clock.GetUtcNow()));
            await SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException failure) when (IsDuplicate(failure))
        {
            return false;
        }
        finally
        {
            Database.AutoSavepointsEnabled = savepoints;
            ChangeTracker.Clear();
            _hasSaved = false;
        }
    }

    private sealed class SentAtOnceException : Exception;
}
