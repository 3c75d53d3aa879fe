using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Changes;

/// <summary>One change that staff make to a thing, while nobody else can touch it.</summary>
public sealed class Change<TThing>(CooperaDb db, TThing thing, string staff, DateTimeOffset now)
{
    public CooperaDb Db => db;

    public TThing Thing => thing;

    public string Staff => staff;

    public DateTimeOffset Now => now;

    internal RegisterLine? Line { get; private set; }

    internal Func<Task>? Afterwards { get; private set; }

    /// <summary>
    /// The verb has done it: what it says for the register; what has changed is added, field by field, unless it is told here.
    /// </summary>
    public ChangeResult Done(
        string action, string details = "", string? reason = null, IReadOnlyList<FieldChange>? changes = null, string? sentence = null)
    {
        Line = new RegisterLine(action, details, reason, changes);
        return ChangeResult.Done(sentence);
    }

    /// <summary>In the same transaction, once everything else is saved: places for those who wait, mails to many.</summary>
    public void Then(Func<Task> afterwards) => Afterwards = afterwards;
}

/// <summary>
/// The one way in which staff change a thing: lock, already so?, stale?, verb, difference, line in the register, mails, all in one
/// transaction. A class per thing says how it is locked, its version, its name and its fields. Verbs refuse before they touch the thing.
/// </summary>
public abstract class StaffChange<TId, TThing>(CooperaDb database, TimeProvider clock)
    where TThing : class
{
    protected virtual ChangeResult Taken => ChangeResult.Stale;

    public Task<ChangeResult> RunAsync(
        ChangeRequest<TId> request, Func<Change<TThing>, bool> isSo, Func<Change<TThing>, ChangeResult> verb,
        CancellationToken cancellationToken = default) =>
        RunAsync(request, change => Task.FromResult(isSo(change)), change => Task.FromResult(verb(change)), null, cancellationToken);

    public Task<ChangeResult> RunAsync(
        ChangeRequest<TId> request, Func<Change<TThing>, bool> isSo, Func<Change<TThing>, Task<ChangeResult>> verb,
        CancellationToken cancellationToken = default) =>
        RunAsync(request, change => Task.FromResult(isSo(change)), verb, null, cancellationToken);

    /// <param name="removal">The action of the register that tells that the thing is gone, when that is what is asked for.</param>
    public async Task<ChangeResult> RunAsync(
        ChangeRequest<TId> request,
        Func<Change<TThing>, Task<bool>> isSo,
        Func<Change<TThing>, Task<ChangeResult>> verb,
        string? removal = null,
        CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            try
            {
                return await TryAsync(); // what somebody took in between is there to be found now
            }
            catch (DbUpdateException again) when (database.IsDuplicate(again))
            {
                return Taken;
            }
        }

        Task<ChangeResult> TryAsync() =>
            database.WriteOnceAsync(request.FormId, db => RunAsync(db, request, isSo, verb, removal), cancellationToken);
    }

    /// <summary>Nobody else changes it until the transaction ends. Null when it is not there.</summary>
    protected abstract Task<TThing?> LockAsync(CooperaDb db, TId id);

    /// <summary>As the page gave it to the form; null for what can have none.</summary>
    protected abstract string? VersionOf(TThing thing);

    protected abstract string KeyOf(TId id);

    protected abstract string NameOf(TThing thing);

    protected virtual Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, TThing thing) =>
        Task.FromResult<IReadOnlyList<FieldWords>>([]);

    /// <summary>What the page offered is no longer possible when a verb throws this; nothing was touched.</summary>
    protected virtual bool IsTooLate(Exception failure) => false;

    private async Task<ChangeResult> RunAsync(
        CooperaDb db, ChangeRequest<TId> request, Func<Change<TThing>, Task<bool>> isSo, Func<Change<TThing>, Task<ChangeResult>> verb,
        string? removal)
    {
        var key = KeyOf(request.Id);
        if (await LockAsync(db, request.Id) is not { } thing)
        {
            return removal is not null && await db.AuditEntries.AnyAsync(e => e.SubjectKey == key && e.Action == removal)
                ? ChangeResult.AlreadySo
                : ChangeResult.NotFound;
        }

        var change = new Change<TThing>(db, thing, request.Staff, clock.GetUtcNow());
        if (await isSo(change))
        {
            return ChangeResult.AlreadySo;
        }

        if (!request.AnyVersion && (request.SeenVersion is null || VersionOf(thing) != request.SeenVersion))
        {
            return ChangeResult.Stale;
        }

        var before = await FieldsAsync(db, thing);
        ChangeResult result;
        try
        {
            result = await verb(change);
        }
        catch (Exception failure) when (IsTooLate(failure))
        {
            return ChangeResult.Stale;
        }

        if (change.Line is { } line)
        {
            var changes = line.Changes ?? FieldChange.Between(before, await FieldsAsync(db, thing));
            Register.Add(db, request.Staff, NameOf(thing), key, line with { Changes = changes }, change.Now);
            await db.SaveChangesAsync();
            await (change.Afterwards?.Invoke() ?? Task.CompletedTask);
        }

        return result;
    }
}
