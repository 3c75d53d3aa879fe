using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination.Review;

/// <param name="Id">Of the new adhesion, or of the one that the body has already.</param>
public sealed record Recorded(Guid Id, bool WasThere);

public sealed class RecordAdhesion(CooperaDb database, TimeProvider clock)
{
    /// <param name="pec">None: the one that the register suggests.</param>
    /// <param name="how">"Per PEC il 12 gennaio 2026".</param>
    public async Task<Recorded> RunAsync(
        string bodyCode, EmailAddress email, EmailAddress pec, string how, string staff,
        Guid? form = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            // The body, or a colleague, began one in between: now it is there to be found.
            return await TryAsync();
        }

        Task<Recorded> TryAsync() =>
            database.WriteOnceAsync(form, db => RecordAsync(db, bodyCode, email, pec, how, staff), cancellationToken);
    }

    private async Task<Recorded> RecordAsync(CooperaDb db, string bodyCode, EmailAddress email, EmailAddress pec, string how, string staff)
    {
        if (await db.Adhesions.Where(a => a.ActiveKey == bodyCode).Select(a => (Guid?)a.Id).SingleOrDefaultAsync() is { } there)
        {
            return new Recorded(there, WasThere: true);
        }

        var now = clock.GetUtcNow();
        var body = await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == bodyCode);
        var known = pec.IsGiven ? pec : body.SuggestedPec ?? EmailAddress.None;
        var adhesion = Adhesion.Record(body, email, known, Actor.Staff(staff), how, now);
        db.Adhesions.Add(adhesion);
        db.QueueNews(MailCause.Staff, adhesion, body, AdhesionEventKind.Recorded, null, now);
        var line = new RegisterLine(AuditAction.AdhesionRecorded, how, Changes: [new FieldChange("Stato", null, adhesion.Status.Label())]);
        Register.Add(db, staff, body.FullName, AuditSubject.Adhesion(adhesion.Id), line, now);
        await db.SaveChangesAsync();
        return new Recorded(adhesion.Id, WasThere: false);
    }
}
