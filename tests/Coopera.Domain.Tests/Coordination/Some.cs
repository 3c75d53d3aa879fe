using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Domain.Tests.Coordination;

/// <summary>Bodies, people and adhesions that tests start from.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);
    public static readonly Actor Staff = Actor.Staff("segreteria@anci.example");
    public static readonly EmailAddress Email = EmailAddress.Parse("protocollo@comune.example");
    public static readonly EmailAddress Pec = EmailAddress.Parse("castroreale@pec.example");
    public static readonly EmailAddress OtherEmail = EmailAddress.Parse("collega@comune.example");
    public static readonly PublicBody Castroreale = new("083016", "Castroreale", PublicBodyKind.Municipality, "ME", "Messina", 2294, []);
    public static readonly PublicBody Milazzo = new("083049", "Milazzo", PublicBodyKind.Municipality, "ME", "Messina", 29810, []);
    public static readonly LegalRepresentative Mayor = new("Maria", "Rossi", LegalOffice.Mayor);
    public static readonly ContactPerson Contact = new(
        "Luca", "Bianchi", "Responsabile", "Servizi sociali", "+39 090 1234567", EmailAddress.Parse("luca.bianchi@comune.example"));
    public static readonly SaiNetwork Network = new(SaiProject.Yes, SaiKinds.Ordinary, 40);
    public static readonly AdhesionAct Act = new(ActKind.Resolution, "12", new DateOnly(2026, 1, 10));

    public static StoredFile File(string name = "scheda.pdf") => new("2026/01/abc", name, "application/pdf", 1234, new string('a', 64));

    /// <summary>Of the Comune di Castroreale, taken to this state the way people take it there.</summary>
    public static Adhesion AdhesionThatIs(AdhesionStatus status)
    {
        var adhesion = Adhesion.Start(Castroreale, Email, Pec, "1", Now);
        adhesion.Prove(Now);
        adhesion.TellPeople(Castroreale, Mayor, ContactPerson.Unknown, Contact, Actor.Body, Now);
        adhesion.TellNetworkAndAct(Network, Act, Actor.Body, Now);
        if (status is AdhesionStatus.Draft)
        {
            return adhesion;
        }

        if (status is AdhesionStatus.Withdrawn)
        {
            adhesion.Withdraw(null, Actor.Body, Now);
            return adhesion;
        }

        adhesion.ReceiveSignedCopy(File(), "{}", "COOP-2026-000001", Actor.Body, Now);
        if (status is not AdhesionStatus.Submitted)
        {
            adhesion.StartReview(Staff, Now);
        }

        switch (status)
        {
            case AdhesionStatus.ChangesRequested:
                adhesion.RequestChanges("Manca la firma.", Staff, Now);
                break;
            case AdhesionStatus.Accepted:
                adhesion.Accept(Staff, Now);
                break;
            case AdhesionStatus.Refused:
                adhesion.Refuse("Non è un ente siciliano.", Staff, Now);
                break;
        }

        return adhesion;
    }
}
