using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars;

public sealed record Publication(IReadOnlyList<string> Missing, IReadOnlyList<string> Advice)
{
    public static Publication Of(Webinar webinar, DateTimeOffset now) => new(
        Sentences(
            (webinar.Description.Length == 0, "la descrizione: chi legge deve capire di che cosa si parla"),
            (webinar.StartsAt <= now, "una data che non sia già passata"),
            (webinar.StartsAt > now && webinar.RegistrationEnd <= now, "un termine per le iscrizioni che non sia già passato")),
        Sentences(
            (webinar.Talks.Count == 0, "il programma, con chi interviene"),
            (webinar.Audience.Length == 0, "a chi si rivolge"),
            (webinar.JoinLink is null, "il link per collegarsi: chi ha un posto lo usa dalla sua pagina d’ingresso, senza averlo per email")));

    private static List<string> Sentences(params (bool Applies, string Sentence)[] all) =>
        [.. all.Where(one => one.Applies).Select(one => one.Sentence)];
}
