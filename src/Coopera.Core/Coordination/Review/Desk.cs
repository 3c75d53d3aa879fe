using System.Globalization;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination.Review;

/// <summary>What somebody had before their eyes when they decided.</summary>
/// <param name="Revision">Of the adhesion.</param>
/// <param name="Lines">Of its diary.</param>
public readonly record struct Sight(long Revision, int Lines)
{
    public static Sight Of(Adhesion adhesion) => new(adhesion.Revision, adhesion.Events.Count);

    /// <summary>From the hidden field of a form; nothing seen when it is not there.</summary>
    public static Sight Read(string? text) =>
        text?.Split('.') is [var revision, var lines]
        && long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
        && int.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var l)
            ? new Sight(r, l)
            : new Sight(-1, 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Revision}.{Lines}");
}

/// <summary>A member of staff wants to do something with an adhesion.</summary>
/// <param name="Form">See <see cref="CooperaDb.WriteOnceAsync{T}"/>.</param>
public sealed record DeskCall(Guid AdhesionId, Sight Seen, string Staff, Guid? Form = null);

public enum DeskOutcome
{
    Done,

    /// <summary>Somebody was quicker: nothing was changed.</summary>
    Overtaken,

    /// <summary>Not everything is ticked, and nobody said to accept all the same.</summary>
    ChecklistIncomplete,

    /// <summary>Another adhesion of this body has this protocol number in this year.</summary>
    ProtocolTaken,

    NothingToDo,
    NotFound,
}

/// <summary>One thing that staff do, while nobody else can touch the adhesion.</summary>
public sealed class DeskTurn(CooperaDb db, Adhesion adhesion, PublicBody body, Actor actor, DateTimeOffset now)
{
    private readonly IReadOnlyList<(string What, string Text)> _before = AdhesionLines.Of(adhesion);

    public CooperaDb Db => db;

    public Adhesion Adhesion => adhesion;

    public PublicBody Body => body;

    public Actor Actor => actor;

    public DateTimeOffset Now => now;

    /// <summary>Queues the news for who follows the adhesion.</summary>
    public void Tell(AdhesionEventKind kind, string? note = null) => db.QueueNews(adhesion, body, kind, note, now);

    /// <summary>A line in the register of what staff did, with what has changed since the turn began.</summary>
    /// <param name="action">A verb phrase: "accoglie l’adesione".</param>
    /// <param name="reason">What staff wrote to explain it.</param>
    public void Register(string action, string details = "", string? reason = null)
    {
        var (before, after) = AdhesionLines.Compare(_before, AdhesionLines.Of(adhesion));
        db.AuditEntries.Add(new AuditEntry(actor.Name, action, body.FullName, details, now)
        {
            SubjectKey = AuditSubject.Adhesion(adhesion.Id),
            Before = before,
            After = after,
            Reason = string.IsNullOrEmpty(reason) ? null : reason,
        });
    }
}

/// <summary>
/// What every use case of the secretariat has in common: the adhesion's row is locked, the verb, the mail and the line in the register are
/// one transaction, and who was overtaken by a colleague or by the body changes nothing.
/// </summary>
public sealed class Desk(CooperaDb database, TimeProvider clock)
{
    public Task<DeskOutcome> TakeAsync(DeskCall call, Func<DeskTurn, DeskOutcome> turn, CancellationToken cancellationToken = default) =>
        TakeAsync(call, taken => Task.FromResult(turn(taken)), cancellationToken);

    public Task<DeskOutcome> TakeAsync(DeskCall call, Func<DeskTurn, Task<DeskOutcome>> turn, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(call.Form, db => TakeAsync(db, call, turn), cancellationToken);

    /// <summary>The same, for what gives the adhesion its receipt number if it has none. The turn gets the number.</summary>
    public async Task<DeskOutcome> TakeWithReceiptAsync(DeskCall call, Func<DeskTurn, string, DeskOutcome> turn, CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return await TryAsync(); // the first two receipts of a year were taken at once: now the year's counter is there
        }

        Task<DeskOutcome> TryAsync() => TakeAsync(
            call,
            async taken => taken.Adhesion.IsOver
                ? DeskOutcome.Overtaken // before a number is taken that nobody would get
                : turn(taken, taken.Adhesion.ReceiptNumber ?? await taken.Db.NextReceiptNumberAsync(RomeTime.ToRome(taken.Now).Year)),
            cancellationToken);
    }

    private async Task<DeskOutcome> TakeAsync(CooperaDb db, DeskCall call, Func<DeskTurn, Task<DeskOutcome>> turn)
    {
        if (await db.LockAdhesionAsync(call.AdhesionId) is not { } adhesion)
        {
            return DeskOutcome.NotFound;
        }

        if (adhesion.Revision != call.Seen.Revision + 1)
        {
            return DeskOutcome.Overtaken; // the lock itself moved it by one; somebody else did, too
        }

        try
        {
            var body = await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == adhesion.PublicBodyCode);
            var outcome = await turn(new DeskTurn(db, adhesion, body, Actor.Staff(call.Staff), clock.GetUtcNow()));
            if (outcome == DeskOutcome.Done)
            {
                await db.SaveChangesAsync();
            }

            return outcome;
        }
        catch (AdhesionStateException)
        {
            return DeskOutcome.Overtaken; // what the page offered is no longer possible; nothing was saved
        }
    }
}
