using System.Text.Json.Serialization;

namespace Coopera.Core.Mail.Mails;

/// <param name="BodyCode">From the register; null when the person named none, or one that is not there.</param>
public sealed record BlankSchedaSent(string? BodyCode, string? BodyName) : MailContent
{
    public override string Subject =>
        BodyName is null ? "La scheda di adesione al Coordinamento" : $"La scheda di adesione al Coordinamento, {BodyName}";

    public override Type Template => typeof(BlankSchedaSentMail);

    public override bool CarriesBlankScheda => true;

    /// <summary>It answers a mail, and not the form of the site.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ByMail { get; init; }

    public override string Why => ByMail
        ? "Ricevi questa email perché da questo indirizzo ci hai scritto della scheda o del Coordinamento: è una risposta automatica."
        : "Ricevi questa email perché dal sito qualcuno ha chiesto di mandare la scheda a questo indirizzo.";

    public string Opening => ByMail
        ? "abbiamo letto la tua email. Se cerchi la scheda di adesione al Coordinamento dei Comuni della rete SAI, la trovi in allegato."
        : "in allegato trovi la scheda di adesione al Coordinamento dei Comuni della rete SAI.";

    public string NotAsked => ByMail
        ? "Se ci hai scritto per altro, non devi fare niente: leggiamo la tua email e ti rispondiamo."
        : "Se non l’hai chiesta tu, puoi ignorare questa email: non è cambiato niente.";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        "Ciao,",
        Opening,
        BodyName is null ? "" : $"Ente: {BodyName}",
        "Che cosa fare:\n1. compila la scheda al computer o a penna;\n2. falla firmare a chi rappresenta l’ente: va bene la firma "
        + "digitale o quella a mano;\n3. mandala per email, anche dalla PEC dell’ente, all’indirizzo scritto sulla scheda, oppure caricala sul sito.",
        $"Carica la scheda firmata:\n{links.SchedaUpload}",
        $"Preferisci compilarla on line? Bastano dieci minuti e puoi fermarti quando vuoi:\n{links.StartAdhesion(BodyCode)}",
        $"Se l’allegato non si apre, scaricala da qui:\n{links.BlankScheda}",
        $"Che cos’è il Coordinamento e chi ne fa parte:\n{links.Coordination}",
        NotAsked,
    ];
}
