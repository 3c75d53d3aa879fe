using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Testing.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Testing.Samples;

/// <summary>Adhesions in any state, brought there by the verbs that lead to it.</summary>
public static class Adhesions
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static readonly Actor Secretary = Actor.Staff("segreteria@anci.example");

    public static async Task<Adhesion> AddAsync(this IHasServices site, string bodyCode, AdhesionStatus status)
    {
        var body = await site.ReadAsync(db => db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == bodyCode));
        var adhesion = In(status, body);
        await site.WriteAsync(db =>
        {
            db.Adhesions.Add(adhesion);
            return Task.CompletedTask;
        });
        return adhesion;
    }

    public static Task LeaveAsync(this IHasServices site, string bodyCode) => site.WriteAsync(async db =>
        (await db.Adhesions.SingleAsync(
            a => a.PublicBodyCode == bodyCode && a.Status != AdhesionStatus.Withdrawn && a.Status != AdhesionStatus.Refused))
        .Withdraw("Non serve più.", Actor.Body, Now));

    public static Adhesion In(AdhesionStatus status, PublicBody body)
    {
        var adhesion = Adhesion.Start(
            body, EmailAddress.Parse("protocollo@comune.example"), EmailAddress.Parse("comune@pec.example"), "2026-11-01", Now);
        adhesion.Prove(Now);
        if (status is AdhesionStatus.Draft)
        {
            return adhesion;
        }

        var contact = new ContactPerson("Nuccio", "Lo Bue", "", "", "", EmailAddress.Parse("nuccio.lobue@comune.example"));
        adhesion.TellPeople(
            body, new LegalRepresentative("Lucia", "D’Angelo", LegalOffice.Mayor), ContactPerson.Unknown, contact, Actor.Body, Now);
        adhesion.TellNetworkAndAct(
            new SaiNetwork(SaiProject.No, SaiKinds.None, null), new AdhesionAct(ActKind.ToBeAdopted, "", null), Actor.Body, Now);
        var scheda = new StoredFile($"scheda-{body.Code}", "scheda.pdf", "application/pdf", 1, new string('0', 64));
        adhesion.ReceiveSignedCopy(scheda, "{}", $"COOP-2026-{body.Code}", Actor.Body, Now);
        switch (status)
        {
            case AdhesionStatus.InReview:
                adhesion.StartReview(Secretary, Now);
                break;
            case AdhesionStatus.ChangesRequested:
                adhesion.RequestChanges("Manca la firma.", Secretary, Now);
                break;
            case AdhesionStatus.Accepted:
                adhesion.Accept(Secretary, Now);
                break;
            case AdhesionStatus.Refused:
                adhesion.Refuse("Non è un ente siciliano.", Secretary, Now);
                break;
            case AdhesionStatus.Withdrawn:
                adhesion.Accept(Secretary, Now);
                adhesion.Withdraw(null, Actor.Body, Now);
                break;
        }

        Assert.Equal(status, adhesion.Status);
        return adhesion;
    }
}
