using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Mails;

public sealed record BodyIsMember(string BodyName) : MailContent
{
    public override string Subject => $"Adesione al Coordinamento: {BodyName} ne fa già parte";

    public override Type Template => typeof(BodyIsMemberMail);

    public override MailWorth Worth => MailWorth.Access;

    public override string Why => AdhesionFacts.WhyAsked;

    public string News => "con questo indirizzo è stato chiesto di cominciare la scheda di adesione al Coordinamento dei Comuni della rete SAI.";

    public string Answer => $"{BodyName}: fa già parte del Coordinamento, non serve una nuova adesione.";

    public string Next =>
        "Devi aggiornare i referenti o i dati dell’ente? Rispondi a questa email. Se non hai chiesto niente tu, non devi fare niente.";

    public override IEnumerable<string> Text(MailLinks links) =>
        ["Ciao,", News, Answer, Next, $"Chi fa parte del Coordinamento:\n{links.Coordination}"];
}
