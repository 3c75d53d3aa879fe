using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination.Review;

public sealed record AdhesionOfBody(Adhesion Adhesion, PublicBody Body);

public sealed class ChangedAdhesion(CooperaDb database, TimeProvider clock) : StaffChange<Guid, AdhesionOfBody>(database, clock)
{
    protected override ChangeResult Taken =>
        ChangeResult.Refused(
            "Un’altra adesione di questo ente ha già questo numero nello stesso anno: controlla il numero e la data.", "ProtocolNumber");

    protected override async Task<AdhesionOfBody?> LockAsync(CooperaDb db, Guid id) => await db.LockAdhesionAsync(id) is { } adhesion
        ? new AdhesionOfBody(adhesion, await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == adhesion.PublicBodyCode))
        : null;

    protected override string VersionOf(AdhesionOfBody thing) =>
        (AdhesionVersion.Of(thing.Adhesion) with { Revision = thing.Adhesion.Revision - 1 }).ToString(); // the lock itself moved it by one

    protected override string KeyOf(Guid id) => AuditSubject.Adhesion(id);

    protected override string NameOf(AdhesionOfBody thing) => thing.Body.FullName;

    protected override bool IsTooLate(Exception failure) => failure is AdhesionStateException;

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, AdhesionOfBody thing)
    {
        var a = thing.Adhesion;
        return Task.FromResult<IReadOnlyList<FieldWords>>(
        [
            new("Stato", a.Status.Label()),
            new("Lista di controllo", a.Checks.Missing() is { Count: > 0 } missing ? $"manca: {string.Join("; ", missing)}" : "completa"),
            Field("Protocollo", a.ProtocolNumber is { } number ? $"n. {number} {RomeTime.Date("del", a.ProtocolDate!.Value)}" : ""),
            Field("Email di chi segue l’adesione", a.Email.Display),
            Field("PEC", a.Pec.Display),
            Field("Legale rappresentante", a.LegalRepresentative.FullName, a.LegalRepresentative.Office?.Label() ?? ""),
            Field("Referente politico", Parts(a.PoliticalContact)),
            Field("Referente tecnico", Parts(a.TechnicalContact)),
            Field("Progetto SAI", a.Network.Sentence()),
            Field("Atto di adesione", a.Act.Sentence()),
        ]);
    }

    private static string[] Parts(ContactPerson person) => [person.FullName, person.Role, person.Unit, person.Phone, person.Email.Display];

    private static FieldWords Field(string label, params string[] parts) =>
        new(label, string.Join(", ", parts.Where(part => part.Length > 0)) is { Length: > 0 } value ? value : "non indicato");
}

public static class AdhesionChanges
{
    public static readonly ChangeResult BodyTaken = ChangeResult.Refused(
        "Di questo ente c’è già un’altra scheda firmata: la trovi tra le adesioni dello stesso ente. Aggiungi lì il file, oppure ritira "
        + "prima quella.", "file");

    public static Task<bool> IsTakenAsync(this Change<AdhesionOfBody> change) =>
        change.Db.IsTakenAsync(change.Thing.Adhesion);

    public static Actor Actor(this Change<AdhesionOfBody> change) => Domain.Coordination.Actor.Staff(change.Staff);

    /// <param name="notBefore">It may be taken back until then.</param>
    public static void Notify(
        this Change<AdhesionOfBody> change, AdhesionEventKind kind, string? note = null, DateTimeOffset? notBefore = null) =>
        change.Db.QueueNews(MailCause.Staff, change.Thing.Adhesion, change.Thing.Body, kind, note, change.Now, notBefore);

    /// <summary>The number of the receipt, a new one if there is none. Not for what is over: nobody would get it.</summary>
    public static Task<string> ReceiptAsync(this Change<AdhesionOfBody> change) =>
        change.Db.ReceiptOfAsync(change.Thing.Adhesion, change.Now);

    public static bool Stands(this Change<AdhesionOfBody> change, AdhesionStatus status, AdhesionEventKind kind, string note) =>
        change.Thing.Adhesion.Status == status && change.Thing.Adhesion.Events.Where(e => e.Kind == kind).MaxBy(e => e.Id)?.Note == note;
}
