namespace Coopera.Core.Mail.Mails;

/// <param name="BodyCode">From the register; null when the person named none, or one that is not there.</param>
public sealed record BlankSchedaSent(string? BodyCode, string? BodyName) : MailContent
{
    public override string Subject =>
        BodyName is null ? "La scheda di adesione al Coordinamento" : $"La scheda di adesione al Coordinamento, {BodyName}";

    public override Type Template => typeof(BlankSchedaSentMail);

    public override bool CarriesBlankScheda => true;

    public override string Why => "Ricevi questa email perché dal sito qualcuno ha chiesto di mandare la scheda a questo indirizzo.";

    public string Opening => "in allegato trovi la scheda di adesione al Coordinamento dei Comuni della rete SAI.";

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
        "Se non l’hai chiesta tu, puoi ignorare questa email: non è cambiato niente.",
    ];
}
