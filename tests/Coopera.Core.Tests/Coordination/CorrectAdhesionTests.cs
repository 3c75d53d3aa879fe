using Coopera.Core.Changes;
using Coopera.Core.Coordination.Review;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Coordination;

public sealed class CorrectAdhesionTests
{
    [Theory]
    [EachEngine]
    public async Task A_corrected_spelling_of_an_address_is_saved_and_told(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var adhesion = await AddAsync(database);
        var data = adhesion.Data() with
        {
            Pec = EmailAddress.Parse("Comune@pec.example"),
            TechnicalContact = adhesion.TechnicalContact with { Email = EmailAddress.Parse("Agata@comune.example") },
        };

        Assert.Equal(ChangeVerdict.Done, (await CorrectAsync(database, adhesion, data)).Verdict);

        var stored = await database.ReadAsync(db => db.Adhesions.SingleAsync(a => a.Id == adhesion.Id));
        Assert.Equal(
            ("Comune@pec.example", "Agata@comune.example"), (stored.Pec.Display, stored.TechnicalContact.Email.Display));
        var entry = await database.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.AdhesionCorrected));
        Assert.Equal("PEC, referente tecnico", entry.Details);
        Assert.Equal("PEC: comune@pec.example\nReferente tecnico: Agata D’Amico, agata@comune.example", entry.Before);
        Assert.Equal("PEC: Comune@pec.example\nReferente tecnico: Agata D’Amico, Agata@comune.example", entry.After);
    }

    [Theory]
    [EachEngine]
    public async Task What_is_the_same_to_the_letter_is_corrected_already(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var adhesion = await AddAsync(database);

        var result = await CorrectAsync(database, adhesion, adhesion.Data());

        Assert.Equal(ChangeVerdict.AlreadySo, result.Verdict);
        Assert.False(await database.ReadAsync(db => db.AuditEntries.AnyAsync()));
    }

    private static Task<ChangeResult> CorrectAsync(TestDatabase database, Adhesion adhesion, AdhesionData data)
    {
        var request = new ChangeRequest<Guid>(adhesion.Id, AdhesionVersion.Of(adhesion).ToString(), "segreteria@anci.example");
        return database.InScopeAsync(services => services.GetRequiredService<CorrectAdhesion>().RunAsync(request, data, ""));
    }

    private static async Task<Adhesion> AddAsync(TestDatabase database)
    {
        var body = await database.ReadAsync(db => db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == Bodies.Messina));
        var adhesion = Adhesion.Start(
            body, EmailAddress.Parse("ufficio@comune.example"), EmailAddress.Parse("comune@pec.example"), "1", TestDatabase.Now);
        var technical = new ContactPerson("Agata", "D’Amico", "", "", "", EmailAddress.Parse("agata@comune.example"));
        adhesion.TellPeople(body, LegalRepresentative.Unknown, ContactPerson.Unknown, technical, Actor.Body, TestDatabase.Now);
        await database.WriteAsync(db => db.AddAsync(adhesion).AsTask());
        return adhesion;
    }
}
