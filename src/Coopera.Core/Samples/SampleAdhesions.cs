using System.Text.Json;
using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Documents.Signatures;
using Coopera.Core.Files;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Samples;

/// <param name="Report">As kept with a copy that came in.</param>
internal sealed record SampleCopy(PublicBody Body, StoredFile File, string Report);

/// <summary>
/// Four adhesions on their way: a draft, one that came in, one under review, one that lacks something. None is accepted, and so none
/// is on the public list, which is of real bodies.
/// </summary>
internal static class SampleAdhesions
{
    private const string Surname = "Di Esempio";
    private const string FileName = "scheda-di-esempio.pdf";
    private static readonly EmailAddress Sender = EmailAddress.Parse("protocollo@esempio.example");
    private static readonly Actor Secretariat = Actor.Staff("segreteria@esempio.example");

    private static readonly LegalRepresentative Mayor = new("Rosalia", Surname, LegalOffice.Mayor);
    private static readonly ContactPerson Councillor =
        new("Salvatore", Surname, "Assessore ai servizi sociali (esempio)", "", "", EmailAddress.Parse("assessore@esempio.example"));

    private static readonly ContactPerson Technician =
        new("Agata", Surname, "Assistente sociale (esempio)", "Ufficio di esempio", "", EmailAddress.Parse("ufficio@esempio.example"));

    private static readonly AdhesionSchedaAddresses Addresses =
        new("https://esempio.example/privacy", "https://esempio.example/coordinamento/scheda/carica");

    public static Task<List<PublicBody>> FreeBodiesAsync(CooperaDb db, CancellationToken cancellationToken) =>
        db.PublicBodies.AsNoTracking()
            .Where(body => body.Kind == PublicBodyKind.Municipality && !db.Adhesions.Any(adhesion => adhesion.PublicBodyCode == body.Code))
            .OrderByDescending(body => body.Population).Skip(20).Take(4).ToListAsync(cancellationToken);

    /// <summary>Files are there before the transaction that names them.</summary>
    public static async Task<List<SampleCopy>> StoreCopiesAsync(
        UploadStore store, IEnumerable<PublicBody> bodies, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var copies = new List<SampleCopy>();
        foreach (var body in bodies)
        {
            var scheda = new AdhesionSchedaContent { BodyName = body.FullName, Representative = Mayor, Technical = Technician };
            var pdf = AdhesionScheda.Make(scheda, Addresses, now);
            using var content = new MemoryStream(pdf);
            var stored = await store.SaveAsync(content, FileName, "application/pdf", SignedCopy.MaxLength, cancellationToken)
                ?? throw new InvalidOperationException("No scheda is as long as that.");
            copies.Add(new SampleCopy(
                body,
                stored,
                JsonSerializer.Serialize(new CopyReport(SignedFile.Inspect(pdf), null))));
        }

        return copies;
    }

    public static async Task AddAsync(CooperaDb db, PublicBody draft, IReadOnlyList<SampleCopy> copies, DateTimeOffset now)
    {
        db.Adhesions.Add(Started(draft, now.AddDays(-4)));
        foreach (var (i, copy) in copies.Index())
        {
            var at = now.AddDays(-2 * (i + 1)); // so young that nobody is reminded
            var adhesion = Started(copy.Body, at.AddDays(-1));
            adhesion.TellPeople(copy.Body, Mayor, Councillor, Technician, Actor.Body, at.AddHours(-1));
            adhesion.TellNetworkAndAct(
                new SaiNetwork(SaiProject.Yes, SaiKinds.Ordinary, 25),
                new AdhesionAct(ActKind.Resolution, $"{12 + i}", DateOnly.FromDateTime(at.AddDays(-8).Date)),
                Actor.Body,
                at.AddHours(-1));
            var receipt = await db.NextReceiptNumberAsync(RomeTime.ToRome(now).Year);
            adhesion.ReceiveSignedCopy(copy.File, copy.Report, receipt, Actor.Body, at);
            Review(adhesion, i, at);
            db.Adhesions.Add(adhesion);
        }
    }

    private static Adhesion Started(PublicBody body, DateTimeOffset at)
    {
        var adhesion = Adhesion.Start(body, Sender, EmailAddress.Parse("protocollo@pec.esempio.example"), PrivacyNotice.Day, at);
        adhesion.Prove(at);
        return adhesion;
    }

    private static void Review(Adhesion adhesion, int number, DateTimeOffset at)
    {
        if (number > 0)
        {
            adhesion.StartReview(Secretariat, at.AddHours(20));
        }

        if (number > 1)
        {
            adhesion.RequestChanges("Esempio: manca la firma. Firma la scheda e caricala di nuovo.", Secretariat, at.AddHours(21));
        }
    }
}
