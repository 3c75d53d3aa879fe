namespace Coopera.Core.Mail.Mails;

/// <summary>To who has the platform's own address in a calendar, from a mail of an earlier version of the site.</summary>
public sealed record WayInMoved(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent
{
    public const string News =
        "si entra in un altro modo nel webinar della tua iscrizione: non più dal link che ti avevamo mandato, ma dalla tua pagina "
        + "d’ingresso. L’invito allegato mette il link nuovo nel calendario, al posto di quello di prima.";

    public override string Subject => $"Il nuovo link per entrare: {Webinar.Title}";

    public override Type Template => typeof(WayInMovedMail);

    public override bool OpensSomething => true;

    public override MailCalendar Calendar => new(Webinar, Registration, IsCancellation: false);

    public override bool TellsOfRegistration => true;

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        News,
        Webinar.Lines,
        MailPhrases.WayIn(links.Enter(Registration)),
        "La tua iscrizione vale ancora, giorno e ora sono gli stessi.",
        $"Se non puoi più partecipare, annulla da questa pagina, che è solo tua:\n{links.Personal(Registration)}",
    ];
}
