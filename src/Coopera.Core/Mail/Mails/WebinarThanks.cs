namespace Coopera.Core.Mail.Mails;

/// <summary>When it is over, to who had a place.</summary>
/// <param name="CameIn">By the way in, as far as the site knows.</param>
/// <param name="HasMaterials">As it was planned: more may come.</param>
public sealed record WebinarThanks(WebinarFacts Webinar, RegistrationFacts Registration, bool CameIn, bool HasMaterials) : MailContent
{
    public override string Subject => $"{(HasMaterials ? "Grazie, ecco i materiali" : "Grazie")}: {Webinar.Title}";

    public override Type Template => typeof(WebinarThanksMail);

    public override bool OpensSomething => true;

    public override bool TellsOfRegistration => true;

    public string News => CameIn
        ? "grazie per avere partecipato al webinar."
        : "il webinar si è concluso: grazie per l’interesse.";

    public string Where => HasMaterials
        ? "Sulla tua pagina trovi i materiali dell’incontro. Se ne arrivano altri li trovi lì."
        : "Quando ci sono materiali da leggere o da rivedere, li trovi sulla tua pagina.";

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        News,
        Webinar.Lines,
        $"{Where}\n{links.Enter(Registration)}",
        $"I prossimi webinar sono qui:\n{links.Webinars}",
    ];
}
