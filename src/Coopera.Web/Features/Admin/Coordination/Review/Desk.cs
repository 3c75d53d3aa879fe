using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;
using Coopera.Web.Data;
using Coopera.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Features.Admin.Coordination.Review;

/// <summary>A member of staff wants to do something with an adhesion.</summary>
/// <param name="Seen">How many lines of its diary they had read: whoever acts on less than all of it is shown the rest first.</param>
public sealed record DeskCall(Guid AdhesionId, int Seen, string Staff);

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
    public CooperaDb Db => db;

    public Adhesion Adhesion => adhesion;

    public PublicBody Body => body;

    public Actor Actor => actor;

    public DateTimeOffset Now => now;

    /// <summary>Queues the news for who follows the adhesion.</summary>
    public void Tell(AdhesionEventKind kind, string? note = null) => db.QueueNews(adhesion, body, kind, note, now);

    /// <summary>A line in the register of what staff did.</summary>
    /// <param name="action">A verb phrase: "accoglie l’adesione".</param>
    public void Register(string action, string details = "") =>
        db.AuditEntries.Add(new AuditEntry(actor.Name, action, body.FullName, details, now));
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
        database.WriteAsync(db => TakeAsync(db, call, turn), cancellationToken);

    private async Task<DeskOutcome> TakeAsync(CooperaDb db, DeskCall call, Func<DeskTurn, Task<DeskOutcome>> turn)
    {
        if (await db.LockAdhesionAsync(call.AdhesionId) is not { } adhesion)
        {
            return DeskOutcome.NotFound;
        }

        if (adhesion.Events.Count != call.Seen)
        {
            return DeskOutcome.Overtaken;
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
