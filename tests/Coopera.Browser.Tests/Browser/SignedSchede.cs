using Coopera.Core.Files;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Browser;

/// <summary>Adhesions whose signed scheda has come in, bytes and all.</summary>
internal static class SignedSchede
{
    /// <summary>Of a municipality that has none yet: the first of the alphabet from this letter on.</summary>
    public static async Task<Guid> SignedAdhesionAsync(this CooperaSite site, string from = "G")
    {
        var body = await site.ReadAsync(db => db.PublicBodies.AsNoTracking()
            .Where(b => string.Compare(b.Name, from) > 0 && !db.Adhesions.Any(a => a.PublicBodyCode == b.Code))
            .OrderBy(b => b.Name).FirstAsync());
        using var pdf = new MemoryStream(TestPdf.Plain());
        var store = site.Services.GetRequiredService<UploadStore>();
        var file = await store.SaveAsync(pdf, "scheda firmata.pdf", "application/pdf", SignedCopy.MaxLength);
        var now = DateTimeOffset.UtcNow;
        var adhesion = Adhesion.Start(
            body, EmailAddress.Parse("sai@comune.example"), EmailAddress.Parse("protocollo@pec.comune.example"), "2026-01-01", now);
        adhesion.TellPeople(
            body, new LegalRepresentative("Lucia", "D’Angelo", LegalOffice.Mayor), ContactPerson.Unknown,
            new ContactPerson("Nuccio", "Lo Bue", "", "", "", EmailAddress.Parse("nuccio.lobue@comune.example")), Actor.Body, now);
        adhesion.TellNetworkAndAct(
            new SaiNetwork(SaiProject.Yes, SaiKinds.Ordinary, 25), new AdhesionAct(ActKind.Resolution, "12", new DateOnly(2026, 1, 10)),
            Actor.Body, now);
        adhesion.ReceiveSignedCopy(file!, "{}", $"COOP-2026-8{Random.Shared.Next(99_999):00000}", Actor.Body, now);
        await site.WriteAsync(db => db.Adhesions.AddAsync(adhesion).AsTask());
        return adhesion.Id;
    }
}
