using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Mails;

/// <param name="SentFile">They have just sent a file that belongs on the page of this adhesion.</param>
public sealed record AdhesionLinkAgain(AdhesionFacts Adhesion, AdhesionStatus Status, bool SentFile) : MailContent
{
    public override string Subject => $"Il link della tua adesione, {Adhesion.BodyName}";

    public override Type Template => typeof(AdhesionLinkAgainMail);

    public override MailWorth Worth => MailWorth.Access;

    public override string Why => AdhesionFacts.WhyAsked;

    public string News => Status switch
    {
        AdhesionStatus.Draft => "ecco di nuovo il link per continuare la scheda di adesione al Coordinamento dei Comuni della rete SAI.",
        AdhesionStatus.ChangesRequested => "ecco di nuovo il link della tua adesione: la segreteria ha chiesto un’integrazione.",
        AdhesionStatus.Accepted => "l’ente fa già parte del Coordinamento dei Comuni della rete SAI: non serve una nuova adesione.",
        _ => "la scheda firmata ci è già arrivata e la segreteria la verifica: non serve cominciarne un’altra.",
    };

    public string Next => (SentFile, Status) switch
    {
        (true, not AdhesionStatus.Accepted) =>
            "Il file che hai caricato poco fa non è ancora nella scheda: apri il link qui sotto e caricalo da lì.",
        (_, AdhesionStatus.Accepted) => "Devi aggiornare i referenti o i dati? Rispondi a questa email. Dal link ritrovi la scheda.",
        _ => "Il link è riservato: chi lo apre vede a che punto è l’adesione e può andare avanti.",
    };

    public override IEnumerable<string> Text(MailLinks links) => ["Ciao,", News, Adhesion.Lines, Next, links.Adhesion(Adhesion)];
}
