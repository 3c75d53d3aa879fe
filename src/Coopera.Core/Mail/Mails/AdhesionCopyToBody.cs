using Coopera.Domain.Coordination;

namespace Coopera.Core.Mail.Mails;

public sealed record AdhesionCopyToBody(AdhesionFacts Adhesion, AdhesionEventKind Kind) : MailContent
{
    public override string Subject => $"Adesione al Coordinamento dei Comuni della rete SAI: {Adhesion.BodyName}";

    public override Type Template => typeof(AdhesionCopyToBodyMail);

    public override bool IsCertified => true;

    public override string Why => AdhesionFacts.Why;

    public string News => Kind switch
    {
        AdhesionEventKind.Accepted => "abbiamo accolto l’adesione dell’ente, che da oggi è nell’elenco pubblico.",
        AdhesionEventKind.Withdrawn => "l’adesione dell’ente è stata ritirata.",
        _ => $"abbiamo ricevuto la scheda di adesione firmata dell’ente (ricevuta {Adhesion.ReceiptNumber}).",
    };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        "Buongiorno,",
        News,
        Adhesion.Lines,
        "Scriviamo a questo indirizzo perché è quello dell’ente che risulta a noi. Se l’ente non ne sa nulla, rispondi a questa email: "
        + "fermiamo la pratica e verifichiamo con l’ente.",
        $"Che cos’è il Coordinamento e chi ne fa parte:\n{links.Coordination}",
    ];
}
