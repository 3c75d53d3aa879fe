using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Web.Admin.Status;

/// <summary>A part of the site as <c>/health/ready</c> looks at it, in words for who reads the page.</summary>
/// <param name="Fault">Why it could not be looked at; null when it was, whatever was found.</param>
public sealed record SitePart(string Name, HealthStatus State, Exception? Fault = null)
{
    private static readonly Dictionary<string, (string Title, string Advice)> Words = new()
    {
        ["database"] = (
            "Database: scrivere un’iscrizione",
            "Il sito non riesce a scrivere: chi gestisce il sito guardi se il database è acceso, se accetta scritture e se c’è spazio sul "
            + "disco. Chi compila un modulo vede che il sito non può registrarlo, e non perde quello che ha scritto."),
        ["data-folder"] = (
            "Cartella dei dati",
            "La cartella non c’è o non si lascia scrivere: chi gestisce il sito guardi il disco su cui sta, che sia collegato e non pieno."),
        ["free-space"] = ("Spazio sul disco", "Chi gestisce il sito deve liberare spazio, prima che i file non si possano più accettare."),
        ["temporary-files"] = (
            "File provvisori", "Non si possono caricare file né preparare fogli di calcolo: chi gestisce il sito guardi la cartella tmp."),
        ["antivirus"] = ("Antivirus", "I file arrivano lo stesso, e restano «non controllati»: chi gestisce il sito guardi se ClamAV gira."),
        ["mail-folder"] = ("Cartella delle email", "Le email si scrivono in una cartella che non si lascia scrivere."),
        ["outbox"] = ("Posta in coda", "Ci sono email che nessuno spedisce: chi gestisce il sito guardi se i lavori automatici sono accesi."),
        ["mail"] = ("Uscita della posta", "Le email aspettano, nessuna va persa: Posta in uscita dice perché e che cosa fare."),
        ["mailbox"] = ("Casella letta dal sito", "Le email aspettano nella casella: Posta in arrivo dice perché non si legge."),
        ["jobs"] = ("Lavori automatici", "Uno o più non riescono o sono in ritardo: sono nella tabella qui sotto."),
        ["backup"] = ("Copia di sicurezza", "L’ultima copia è vecchia o non c’è: chi gestisce il sito guardi il lavoro che la fa."),
    };

    /// <summary>Nothing else on the page tells of it.</summary>
    public bool IsToldHere => State == HealthStatus.Unhealthy || (State != HealthStatus.Healthy && Fault is not null);

    public static IEnumerable<string> Known => Words.Keys;

    public string Title => Words.TryGetValue(Name, out var words) ? words.Title : Name;

    /// <summary>Null when there is nothing to do.</summary>
    public string? Advice => State == HealthStatus.Healthy ? null
        : Fault is TimeoutException ? "Non ha risposto in tempo, e quindi non si sa come sta. Ricarica la pagina tra un minuto: se è ancora "
            + "così, chi gestisce il sito guardi se il database e i dischi sono sovraccarichi o fermi."
        : State == HealthStatus.Degraded && Fault is not null
            ? "Il sito non è riuscito a guardarla: chi gestisce il sito ne trova il motivo nel registro del programma."
        : Words.TryGetValue(Name, out var words) ? words.Advice : "Chi gestisce il sito guardi il registro del programma.";

    public string Word => State switch
    {
        HealthStatus.Healthy => "va bene",
        _ when Fault is TimeoutException => "non risponde",
        HealthStatus.Degraded => "da guardare",
        _ => "non va",
    };

    public string TagClass => State switch
    {
        HealthStatus.Healthy => "tag tag-open",
        HealthStatus.Degraded => "tag tag-sample",
        _ => "tag tag-stop",
    };
}
