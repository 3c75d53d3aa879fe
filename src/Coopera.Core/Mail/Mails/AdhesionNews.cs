using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Mails;

public sealed record AdhesionNews(AdhesionFacts Adhesion, AdhesionEventKind Kind, string? Note) : MailContent
{
    public override string Subject => Kind switch
    {
        AdhesionEventKind.Started => $"Adesione al Coordinamento, {Adhesion.BodyName}: il link per continuare",
        AdhesionEventKind.Recorded => $"Adesione al Coordinamento, {Adhesion.BodyName}: l’abbiamo registrata",
        AdhesionEventKind.SignedCopyReceived => $"Scheda ricevuta, {Adhesion.BodyName}: {Adhesion.ReceiptNumber}",
        AdhesionEventKind.ReviewStarted => $"Stiamo verificando l’adesione, {Adhesion.BodyName}",
        AdhesionEventKind.ChangesRequested => $"Serve un’integrazione per l’adesione, {Adhesion.BodyName}",
        AdhesionEventKind.Accepted => $"Adesione accolta: {Adhesion.BodyName} è nel Coordinamento",
        AdhesionEventKind.Refused => $"Adesione non accolta, {Adhesion.BodyName}",
        AdhesionEventKind.Withdrawn => $"Adesione ritirata, {Adhesion.BodyName}",
        AdhesionEventKind.Reminded => $"Manca poco per l’adesione, {Adhesion.BodyName}",
        AdhesionEventKind.LinkRenewed => $"Il nuovo link per l’adesione, {Adhesion.BodyName}",
        _ => throw new InvalidOperationException($"Nobody is written to about {Kind}."),
    };

    public override Type Template => typeof(AdhesionNewsMail);

    public override MailWorth Worth => MailWorth.Access;

    public override bool OpensSomething => true;

    public override string Why => Kind == AdhesionEventKind.Started ? AdhesionFacts.WhyAsked : AdhesionFacts.Why;

    public string News => Kind switch
    {
        AdhesionEventKind.Started =>
            "con questo indirizzo è stato chiesto di cominciare la scheda di adesione al Coordinamento dei Comuni della rete SAI.",
        AdhesionEventKind.Recorded => "abbiamo registrato la scheda di adesione arrivata dall’ente.",
        AdhesionEventKind.SignedCopyReceived => $"abbiamo ricevuto la scheda firmata. Il numero di ricevuta è {Adhesion.ReceiptNumber}.",
        AdhesionEventKind.ReviewStarted => "la segreteria sta verificando la scheda firmata.",
        AdhesionEventKind.ChangesRequested => "abbiamo letto la scheda: per concludere serve ancora qualcosa.",
        AdhesionEventKind.Accepted =>
            "l’adesione è accolta: da oggi l’ente fa parte del Coordinamento ed è nell’elenco pubblico. Grazie!",
        AdhesionEventKind.Refused => "dopo la verifica non abbiamo potuto accogliere l’adesione.",
        AdhesionEventKind.Withdrawn => "l’adesione è stata ritirata.",
        AdhesionEventKind.Reminded =>
            "la scheda di adesione è cominciata ma non è ancora arrivata firmata. Quello che c’è scritto è salvato: bastano pochi "
            + "minuti per finire.",
        AdhesionEventKind.LinkRenewed => "ecco il nuovo link per seguire l’adesione. Quello di prima non funziona più.",
        _ => "",
    };

    public string Next => Kind switch
    {
        AdhesionEventKind.Started =>
            "Apri il link qui sotto e premi «Continua con l’adesione»: fino ad allora non cominciamo niente a nome dell’ente e non scriviamo "
            + "a nessun altro. Quello che scrivi si salva a ogni passo, e puoi passare il link a una collega o a un collega. Se non l’hai "
            + $"chiesto tu non devi fare niente: dopo {Domain.Coordination.Adhesion.UnopenedLife.Days} giorni la scheda si "
            + "cancella da sola.",
        AdhesionEventKind.Reminded =>
            "Dal link qui sotto riprendi da dove avevi lasciato. Puoi passarlo a una collega o a un collega: chi lo apre può completare la "
            + "scheda, scaricarla e caricare la copia firmata.",
        AdhesionEventKind.SignedCopyReceived or AdhesionEventKind.Recorded =>
            "La segreteria la verifica e ti scrive. Non devi fare altro: dal link vedi a che punto è.",
        AdhesionEventKind.ReviewStarted => "Se manca qualcosa ti scriviamo noi. Dal link vedi a che punto è.",
        AdhesionEventKind.ChangesRequested => "Dal link puoi correggere i dati, scaricare di nuovo la scheda e caricare la copia firmata.",
        AdhesionEventKind.Accepted => "Ti scriveremo per i prossimi incontri. Dal link ritrovi la scheda e tutti i passaggi.",
        AdhesionEventKind.Refused =>
            "Se qualcosa non ti è chiaro rispondi a questa email: ne parliamo volentieri. L’ente può presentare una nuova adesione quando "
            + "vuole.",
        AdhesionEventKind.Withdrawn =>
            "Se è stato uno sbaglio rispondi a questa email. L’ente può presentare una nuova adesione quando vuole.",
        _ => "Il link è riservato: chi lo apre può completare la scheda e caricare la copia firmata.",
    };

    public StaffWords? Quoted => Note is null || Kind == AdhesionEventKind.SignedCopyReceived ? null
        : new StaffWords(Kind == AdhesionEventKind.ChangesRequested ? "Che cosa serve" : "Il motivo", Note);

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        "Ciao,",
        News,
        Adhesion.Lines,
        $"{Quoted}",
        Next,
        links.Adhesion(Adhesion),
    ];
}
