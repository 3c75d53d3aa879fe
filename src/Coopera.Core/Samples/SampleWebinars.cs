using Coopera.Domain;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Samples;

internal static class SampleWebinars
{
    public const string FullSlug = "esempio-posti-esauriti";

    private const string Notice = "Questo webinar è un esempio: serve a provare il sito e non si tiene davvero.";
    private const string Coordinator = "La segreteria del Coordinamento";

    public static Webinar Full(DateTimeOffset now) => Published(new Webinar(new WebinarContent
    {
        Slug = FullSlug,
        Title = "Esempio: Laboratorio sulla rendicontazione",
        StartsAt = At(now, 12, 15),
        EndsAt = At(now, 12, 17),
        Theme = "Un laboratorio con i posti esauriti, per vedere la lista d’attesa",
        Description = $"{Notice} I posti sono finiti: chi si iscrive entra in lista d’attesa, e passa avanti quando qualcuno rinuncia.",
        Audience = "Chi tiene i conti di un progetto SAI.",
        Coordinator = Coordinator,
        Capacity = 30,
        Platform = "Sala di esempio",
    })
    {
        IsSample = true,
    });

    public static Webinar Concluded(DateTimeOffset now) => Published(new Webinar(new WebinarContent
    {
        Slug = "esempio-incontro-concluso",
        Title = "Esempio: Primo incontro con gli enti partner",
        StartsAt = At(now, -20, 10),
        EndsAt = At(now, -20, 12),
        Theme = "Un incontro già concluso, per vedere elenchi ed esportazioni",
        Description = $"{Notice} La data è passata: non ci si può più iscrivere.",
        Audience = "Personale dei Comuni e degli enti partner.",
        Coordinator = Coordinator,
    })
    {
        IsSample = true,
    });

    public static Webinar Draft(DateTimeOffset now) => new(new WebinarContent
    {
        Slug = "esempio-bozza",
        Title = "Esempio: Bozza di un incontro da completare",
        StartsAt = At(now, 60, 10),
        EndsAt = At(now, 60, 12),
        Description = $"{Notice} È una bozza: la vede solo chi lavora in gestione.",
    })
    {
        IsSample = true,
    };

    private static Webinar Published(Webinar webinar)
    {
        webinar
            .With(new Talk("Apertura dei lavori", "Che cosa vedremo insieme", new Speaker("Relatrice di esempio", Coordinator)))
            .With(new Talk("Un caso raccontato", "Domande e risposte alla fine", new Speaker("Relatore di esempio", "Rete SAI")))
            .Publish();
        return webinar;
    }

    private static DateTimeOffset At(DateTimeOffset now, int days, int hour) =>
        RomeTime.FromRome(RomeTime.ToRome(now).Date.AddDays(days).AddHours(hour));
}
