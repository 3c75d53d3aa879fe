using Coopera.Domain.Coordination;

namespace Coopera.Core.Mail.Mails;

public sealed record AdhesionCopyToBody(AdhesionFacts Adhesion, AdhesionEventKind Kind) : MailContent
{
    public override string Subject => $"Adesione al Coordinamento dei Comuni della rete SAI: {Adhesion.BodyName}";

    public override Type Template => typeof(AdhesionCopyToBodyMail);

    public override string Why => AdhesionFacts.Why;

    public string News => Kind switch
    {
        AdhesionEventKind.Accepted => "abbiamo accolto l’adesione del vostro ente, che da oggi è nell’elenco pubblico.",
        AdhesionEventKind.Withdrawn => "l’adesione del vostro ente è stata ritirata.",
        _ => $"abbiamo ricevuto la scheda di adesione firmata del vostro ente (ricevuta {Adhesion.ReceiptNumber}).",
    };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        "Buongiorno,",
        News,
        Adhesion.Lines,
        "Vi scriviamo a questo indirizzo perché è quello dell’ente che risulta a noi. Se non ne sapete nulla, rispondete a questa email: "
        + "fermiamo la pratica e verifichiamo con voi.",
        $"Che cos’è il Coordinamento e chi ne fa parte:\n{links.Coordination}",
    ];
}
