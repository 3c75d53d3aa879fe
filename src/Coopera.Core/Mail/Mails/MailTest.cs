using Coopera.Domain;

namespace Coopera.Core.Mail.Mails;

/// <summary>Somebody who looks after the site wants to see whether mail arrives, and how.</summary>
public sealed record MailTest(DateTimeOffset AskedAt) : MailContent
{
    public override string Subject => "Email di prova di Coopera";

    public override Type Template => typeof(MailTestMail);

    public override string Why => "Ricevi questa email perché l’hai chiesta dalla pagina «Posta in uscita: controlla».";

    public string What => $"l’email di prova che hai chiesto {RomeTime.DateAndTime("il", AskedAt)} è arrivata.";

    public string LookAt =>
        "Guarda tre cose: che non sia finita nella posta indesiderata, che il mittente sia quello giusto, e nei dettagli del messaggio (o in "
        + "«Mostra originale») che SPF, DKIM e DMARC dicano «pass». Se una non torna, la pagina che controlla la posta dice che cosa fare.";

    public override IEnumerable<string> Text(MailLinks links) =>
        ["Ciao,", What, LookAt, $"Torna a controllare la posta:\n{links.MailCheck}"];
}
