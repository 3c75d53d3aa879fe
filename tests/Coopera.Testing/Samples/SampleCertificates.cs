using Coopera.Core.Certificates;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Texts;
using Coopera.Domain.Webinars;
using Coopera.Testing.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Testing.Samples;

/// <summary>A certificate with everything that one can have, and webinars whose people wait for theirs.</summary>
public static class SampleCertificates
{
    /// <summary>Twenty noughts check themselves.</summary>
    public static readonly string Code = new('0', CertificateCode.Length);

    public static readonly CertificateFacts Facts = new()
    {
        Person = "Maria Grazia D’Angelo Łukasiewicz",
        Body = "Comune di Castroreale (ME)",
        Title = "2° Tavolo tecnico del Coordinamento dei Comuni della Rete SAI",
        Theme = "Come rafforzare la struttura organizzativa dell’Ente locale per una più efficace gestione del Progetto SAI",
        From = RomeTime.FromRome(2026, 1, 31, 15),
        Until = RomeTime.FromRome(2026, 1, 31, 17),
        Mode = "a distanza, con Zoom",
        AttendedMinutes = 112,
        WholeMinutes = 120,
        Programme =
        [
            new("Il modello del SAI di Torino", "Il Progetto, parte integrante del sistema dei servizi", "15:10–15:50",
                ["Salvatore Bottari, Responsabile del Progetto SAI del Comune di Torino"]),
            new("Il modello del SAI di Chiesanuova", "La gestione diretta guarda al futuro del territorio", "15:50–16:30",
                ["Silvia Evelyn Rovetto, Responsabile", "Annalisa Fontana, Coordinatrice"]),
        ],
        Coordinator = "Mario Emanuele Alvano, Segretario Generale dell’ANCI Sicilia",
        Fund = HousePaper.Fund,
        Place = "Palermo",
        Day = new DateOnly(2026, 2, 3),
        Signer = "Mario Emanuele Alvano\nSegretario Generale dell’ANCI Sicilia",
        VerificationAddress = "https://www.anci.sicilia.example/iscrizioni/attestati",
        Credits = new CertificateCredits(3, 1, "CROAS-61234"),
        Replaces = "2026/000007",
    };

    /// <summary>A webinar that ended an hour ago and lasted two; somebody has written who signs.</summary>
    /// <param name="minutes">How long each of its people was there, from the beginning; below zero: not at all.</param>
    public static async Task<(Webinar Webinar, IReadOnlyList<Registration> People)> HeldAsync(
        this IHasServices place, DateTimeOffset now, params int[] minutes)
    {
        var start = now.AddHours(-3);
        var webinar = new Webinar($"tenuto-{Guid.NewGuid():N}", "Accogliere insieme", start, start.AddHours(2)) { Platform = "Zoom" };
        webinar.With(new Talk("Il modello Torino", "Un progetto", new Speaker("Salvatore Bottari", "Responsabile")));
        webinar.Publish();
        var people = new List<Registration>();
        await place.WriteAsync(async db =>
        {
            db.Webinars.Add(webinar);
            await db.SaveChangesAsync();
            for (var i = 0; i < minutes.Length; i++)
            {
                var person = Registration.SignUp(webinar.Id, i + 1, null, People.Number(i + 1), People.Notice, start.AddDays(-1));
                people.Add(person);
                db.Registrations.Add(person);
                if (minutes[i] >= 0)
                {
                    db.PresenceIntervals.Add(
                        new PresenceInterval(person.Id, PresenceSource.PlatformReport, start, start.AddMinutes(minutes[i])));
                }
            }

            if (!await db.SiteTexts.AnyAsync(text => text.Kind == SiteTextKind.CertificateSigner))
            {
                var signer = new SiteText(SiteTextKind.CertificateSigner);
                signer.Write("Mario Emanuele Alvano\nSegretario Generale");
                db.SiteTexts.Add(signer);
            }
        });
        return (webinar, people);
    }

    /// <summary>As somebody who has looked at the page does it.</summary>
    public static Task<ChangeResult> IssueAsync(this IHasServices place, Webinar webinar) => place.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<CooperaDb>();
        var seen = (await CertificateCandidates.ReadAsync(db, webinar)).Version;
        return await services.GetRequiredService<IssueCertificates>().RunAsync(new(webinar.Id, seen, "segreteria@anci.example"));
    });

    public static async Task<long> MakeAsync(this IHasServices place) => (await place.InScopeAsync(
        services => services.GetRequiredService<MakeCertificates>().RunAsync()))[MakeCertificates.Made];

    /// <summary>Issued and made, in the order of their numbers.</summary>
    public static async Task<IReadOnlyList<Certificate>> IssuedAsync(this IHasServices place, Webinar webinar)
    {
        Assert.Equal(ChangeVerdict.Done, (await place.IssueAsync(webinar)).Verdict);
        await place.MakeAsync();
        return await place.CertificatesAsync(webinar);
    }

    public static async Task<IReadOnlyList<Certificate>> CertificatesAsync(this IHasServices place, Webinar webinar) =>
        await place.ReadAsync(db => db.Certificates.AsNoTracking().Where(c => c.WebinarId == webinar.Id)
            .OrderBy(c => c.Year).ThenBy(c => c.Number).ToListAsync());
}
