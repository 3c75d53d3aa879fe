using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Press;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

public static class Seed
{
    public const string FirstWebinarSlug = "2-tavolo-tecnico-rete-sai";
    public const string SampleSlug = "esempio-tavolo-tecnico";

    private static readonly DateOnly PressReleaseDate = new(2022, 1, 25);

    // 13 comuni and the liberi consorzi of Ragusa and Siracusa.
    private static readonly string[] AdherentCodes =
    [
        "087004", "081001", "087009", "083016", "087015", "085009", "083049", "087028", "088009", "083075", "084038", "081022", "087054",
        "088", "089",
    ];

    private const string Partners =
        """
        Comune di Palermo (capofila)
        Comune di Trapani
        Comune di Agrigento
        Azienda Sanitaria Provinciale di Siracusa
        Azienda Sanitaria Provinciale di Agrigento
        Azienda Sanitaria Provinciale di Trapani
        Policlinico di Palermo
        Polo Universitario di Agrigento
        CEFPAS di Caltanissetta
        """;

    /// <summary>Adds what is missing; what is there stays as it is. Nodes that start at once plant once.</summary>
    public static async Task PlantAsync(CooperaDb database, DateTimeOffset now, bool demo)
    {
        if (await IsPlantedAsync(database, now, demo))
        {
            return; // a start takes no lock when there is nothing to do
        }

        try
        {
            await database.WriteAsync(db => PlantWhatIsMissingAsync(db, now, demo));
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            // Another node was quicker, and its transaction planted all of it.
        }
    }

    private static async Task<bool> IsPlantedAsync(CooperaDb db, DateTimeOffset now, bool demo) =>
        await RegisterIsCurrentAsync(db) && await db.Webinars.AnyAsync(w => w.Slug == FirstWebinarSlug)
        && (!demo || await db.Webinars.AnyAsync(w => w.IsSample && w.StartsAt > now));

    private static async Task<bool> RegisterIsCurrentAsync(CooperaDb db)
    {
        var stored = await db.PublicBodies.AsNoTracking().ToDictionaryAsync(body => body.Code);
        return stored.Count > 0
            && PublicBodyRegister.Read().All(body => stored.GetValueOrDefault(body.Code)?.IsFoundAs(body) != false);
    }

    private static async Task PlantWhatIsMissingAsync(CooperaDb db, DateTimeOffset now, bool demo)
    {
        var register = PublicBodyRegister.Read();
        var bodies = await db.PublicBodies.ToDictionaryAsync(body => body.Code);
        foreach (var current in register.Where(current => bodies.ContainsKey(current.Code)))
        {
            bodies[current.Code].BeFoundAs(current);
        }

        if (bodies.Count == 0)
        {
            db.PublicBodies.AddRange(register);
            db.Adhesions.AddRange(
                register.Where(body => AdherentCodes.Contains(body.Code)).Select(body => Adhesion.OnRecord(body, PressReleaseDate, now)));
        }

        if (!await db.Webinars.AnyAsync(w => w.Slug == FirstWebinarSlug))
        {
            var release = FirstPressRelease();
            release.Publish();
            db.PressReleases.Add(release);
            await db.SaveChangesAsync();
            db.Webinars.Add(FirstWebinar(release.Id));
        }

        if (demo && !await db.Webinars.AnyAsync(w => w.IsSample && w.StartsAt > now))
        {
            var sample = SampleWebinar(now, await db.Webinars.AnyAsync(w => w.Slug == SampleSlug));
            db.Webinars.Add(sample);
            await db.SaveChangesAsync();
            db.Questions.AddRange(SampleQuestions(sample.Id));
        }

        await db.SaveChangesAsync();
    }

    private static PressRelease FirstPressRelease() => new(
        "secondo-tavolo-tecnico-coordinamento-comuni-rete-sai",
        "COOPERA: il 31 gennaio il 2° Tavolo tecnico del Coordinamento dei Comuni della Rete SAI",
        PressReleaseDate,
        "Un incontro on line su come rafforzare la struttura organizzativa dei Comuni che gestiscono progetti SAI, con le esperienze di "
        + "Torino e Chiesanuova.",
        """
        **Palermo, 25 gennaio 2022.** Lunedì 31 gennaio, dalle 15:00 alle 17:00, si riunisce on line il 2° Tavolo tecnico del
        Coordinamento dei Comuni della Rete SAI (Sistema Accoglienza Integrazione), promosso dal progetto COOPERA.

        Il tema è come rafforzare la struttura organizzativa dell’ente locale per gestire meglio il progetto SAI. Coordina i lavori
        **Mario Emanuele Alvano**, Segretario Generale dell’ANCI Sicilia.

        ## Due esperienze a confronto

        - **Il modello SAI Torino**: Salvatore Bottari, Responsabile del Progetto SAI del Comune di Torino, racconta un progetto che è
          parte integrante dei servizi per lo sviluppo del welfare locale.
        - **Il modello SAI Chiesanuova (TO)**: Silvia Evelyn Rovetto e Annalisa Fontana, Responsabile e Coordinatrice del progetto
          SAI, spiegano come la gestione diretta guarda al futuro del territorio.

        Una città metropolitana e uno dei Comuni più piccoli d’Italia, con circa 250 abitanti: due realtà molto diverse, utili a
        chi cerca la strada adatta al proprio ente.

        ## Il Coordinamento

        Fanno già parte del Coordinamento i Comuni di Acireale, Alcamo, Bronte, Castroreale, Catania, Mazzarino, Milazzo, Mirabella
        Imbaccari, Ragusa, Rodì Milici, Santa Margherita di Belice, Valderice e Vizzini e i Liberi Consorzi comunali di Ragusa e di
        Siracusa. L’adesione è aperta a tutti i Comuni interessati: la scheda si scarica da questo sito o si chiede scrivendo a
        ancisicilia@anci.sicilia.it.

        ## Il progetto

        COOPERA, “I Comuni migliorano PER Arginare le vulnerabilità”, è finanziato dal Fondo Asilo, Migrazione e Integrazione (FAMI)
        2014-2020. Il Comune di Palermo è capofila; l’ANCI Sicilia promuove il Coordinamento.
        """);

    private static Webinar FirstWebinar(int pressReleaseId)
    {
        var webinar = new Webinar(
            FirstWebinarSlug,
            "2° Tavolo tecnico del Coordinamento dei Comuni della Rete SAI",
            RomeTime.FromRome(2022, 1, 31, 15),
            RomeTime.FromRome(2022, 1, 31, 17))
        {
            Theme = "Come rafforzare la struttura organizzativa dell’Ente locale per una più efficace gestione del Progetto SAI",
            Description =
                "Il Coordinamento mette in rete i partner del progetto, le amministrazioni e chi lavora ogni giorno nell’accoglienza. "
                + "In questo incontro due territori molto diversi raccontano come hanno organizzato il proprio progetto SAI.",
            Audience = "Referenti del Coordinamento, responsabili dei servizi sociali dei Comuni e degli enti partner, esperte ed esperti.",
            Coordinator = "Mario Emanuele Alvano, Segretario Generale dell’ANCI Sicilia",
            Partners = Partners,
            PressReleaseId = pressReleaseId,
        };
        webinar
            .With(new Talk(
                "Il modello SAI Torino",
                "Il Progetto, parte integrante del sistema dei servizi per lo sviluppo del welfare locale",
                new Speaker("Salvatore Bottari", "Responsabile del Progetto SAI del Comune di Torino")))
            .With(new Talk(
                "Il modello SAI Chiesanuova (TO)",
                "La gestione diretta del Progetto guarda al futuro del territorio",
                new Speaker("Silvia Evelyn Rovetto", "Responsabile del Progetto SAI di Chiesanuova"),
                new Speaker("Annalisa Fontana", "Coordinatrice del Progetto SAI di Chiesanuova")))
            .Publish();
        return webinar;
    }

    private static Question[] SampleQuestions(int webinarId)
    {
        var project = Question.Ask(webinarId, 1, new QuestionContent(QuestionKind.YesNo, "Il tuo ente ha già un progetto SAI?"));
        var guests = Question.Ask(webinarId, 2, new QuestionContent(QuestionKind.SeveralChoices, "Chi accoglie il progetto?")
        {
            Hint = "Puoi scegliere più risposte.",
            Options = ["Persone adulte e famiglie", "Minori stranieri non accompagnati", "Persone con disagio mentale o disabilità"],
            ShownIf = new QuestionCondition(project.Key, Question.Yes),
        });
        return [project, guests];
    }

    private static Webinar SampleWebinar(DateTimeOffset now, bool slugTaken)
    {
        var day = RomeTime.ToRome(now).Date.AddDays(21);
        day = day.AddDays(((int)DayOfWeek.Thursday - (int)day.DayOfWeek + 7) % 7);
        var webinar = new Webinar(
            slugTaken ? string.Create(CultureInfo.InvariantCulture, $"esempio-{day:yyyy-MM-dd}") : SampleSlug,
            "Esempio: Tavolo tecnico sull’accoglienza diffusa",
            RomeTime.FromRome(day.AddHours(10)),
            RomeTime.FromRome(day.AddHours(12)))
        {
            Theme = "Un incontro di prova, per vedere come funziona l’iscrizione",
            Description = "Questo webinar è un esempio: serve a provare il sito e non si terrà davvero. "
                + "Puoi iscriverti, aprire l’email di conferma, modificare i tuoi dati e cancellarti.",
            Audience = "Chi vuole provare il sito: personale dei Comuni, partner, cittadine e cittadini.",
            Coordinator = "La segreteria del Coordinamento",
            Partners = Partners,
            Capacity = 60,
            AsksPhone = true,
            IsSample = true,
        };
        webinar
            .With(
                new Talk("Apertura dei lavori", "Che cosa fa il Coordinamento e come si "
                    + "aderisce", new Speaker("Relatrice di esempio", "Segreteria del Coordinamento")))
            .With(new Talk(
                "Domande e risposte", "Spazio alle domande dei Comuni", new Speaker("Relatore di esempio", "Operatore della rete SAI")))
            .Publish();
        return webinar;
    }
}
