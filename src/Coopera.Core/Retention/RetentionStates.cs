using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Retention;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

public static class RetentionStates
{
    /// <summary>Whoever forgets, and whoever puts off, waits for the other. The row comes to be with the first who needs it.</summary>
    public static async Task<RetentionState> LockAsync(CooperaDb db, RetentionClass kept)
    {
        if (await db.RetentionStates.Where(s => s.Class == kept)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Version, x => x.Version)) == 0)
        {
            db.RetentionStates.Add(new RetentionState(kept));
            await db.SaveChangesAsync(); // two at once: one is a duplicate, and is tried again
        }

        return await db.RetentionStates.SingleAsync(s => s.Class == kept);
    }
}

public sealed class ChangedRetention(CooperaDb database, TimeProvider clock) : StaffChange<RetentionClass, RetentionState>(database, clock)
{
    public static string Version(RetentionState state) => state.Version.ToString(CultureInfo.InvariantCulture);

    protected override async Task<RetentionState?> LockAsync(CooperaDb db, RetentionClass id) => await RetentionStates.LockAsync(db, id);

    protected override string VersionOf(RetentionState thing) => Version(thing);

    protected override string KeyOf(RetentionClass id) => AuditSubject.Retention(id);

    protected override string NameOf(RetentionState thing) => thing.Class.Title();

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, RetentionState thing) =>
        Task.FromResult<IReadOnlyList<FieldWords>>(
            [new("Rinviata", thing.PostponedUntil is { } day ? $"{RomeTime.Date("fino al", day)}" : "")]);
}

public sealed class PostponeRetention(ChangedRetention changed)
{
    /// <param name="until">The first day on which the class leaves again.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<RetentionClass> request, DateOnly until, string reason, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.PostponedUntil == until && change.Thing.Reason == Text.Cut(reason, RetentionState.ReasonMaxLength),
            change =>
            {
                if (until <= RomeTime.Day(change.Now))
                {
                    return ChangeResult.Refused(RetentionPhrases.UntilIsPast);
                }

                change.Thing.Postpone(until, reason);
                return change.Done(AuditAction.RetentionPostponed, $"{RomeTime.Date("fino al", until)}", reason);
            },
            cancellationToken);

    public Task<ChangeResult> ResumeAsync(ChangeRequest<RetentionClass> request, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.PostponedUntil is null,
            change =>
            {
                change.Thing.Resume();
                return change.Done(AuditAction.RetentionResumed);
            },
            cancellationToken);
}
