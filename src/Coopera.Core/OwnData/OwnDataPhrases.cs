using Coopera.Domain;

namespace Coopera.Core.OwnData;

public static class OwnDataPhrases
{
    public const string Shared =
        "Con questo indirizzo si sono iscritte più persone. Di ognuna si vede quello che è arrivato a questa casella: nome, webinar, stato. "
        + "Telefono, risposte, presenze e motivi no: ognuna li chiede alla segreteria per sé.";

    public const string NothingIn = "Dove non c’è niente";

    public const string OtherAddresses =
        "Vale per questo indirizzo, scritto così. Se ne hai usati altri, chiedi un link per ognuno.";

    public const string MessageMissing = "Scrivi che cosa c’è di sbagliato e come va corretto.";

    public const string TooManyOpen = "La segreteria ha già diverse tue richieste a cui rispondere: aspetta che lo faccia.";

    public const string NotAgreed = "Per cancellare spunta la casella: dopo non si può tornare indietro.";

    public static string More(OwnDataSection section) =>
        $"Sono {Amount.Of(section.Total)}: qui ci sono le ultime {Amount.Of(section.Entries.Count)}. Le altre le chiedi alla segreteria.";

    /// <summary>Until when the page is open.</summary>
    public static string OpenUntil(DateTimeOffset end) => $"Questa pagina si apre fino {RomeTime.At(end)} {RomeTime.Date("del", end)}.";
}
