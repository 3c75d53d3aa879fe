using Coopera.Domain.Registrations;

namespace Coopera.Core.Mail.Mails;

public sealed record WebinarChanged(WebinarFacts Webinar, RegistrationFacts Registration, IReadOnlyList<ChangedFact> Changes) : MailContent
{
    public override string Subject => $"Che cosa è cambiato: {Webinar.Title}";

    public override Type Template => typeof(WebinarChangedMail);

    public override bool OpensSomething => true;

    public bool HasPlace => Registration.Status == RegistrationStatus.Confirmed;

    public override MailCalendar? Calendar => HasPlace ? new(Webinar, Registration, IsCancellation: false) : null;

    public override bool TellsOfRegistration => true;

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        "è cambiato qualcosa nel webinar della tua iscrizione.",
        string.Join('\n', Changes.Select(change => change.Sentence)),
        $"Ecco come è adesso:\n{Webinar.Lines}",
        HasPlace ? MailPhrases.WayIn(links.Enter(Registration)) : "Sei ancora in lista d’attesa: se si libera un posto ti scriviamo.",
        HasPlace ? "In allegato trovi l’aggiornamento per il calendario. La tua iscrizione vale ancora, non devi fare altro." : "",
        $"Se così non puoi partecipare, annulla da questa pagina, che è solo tua:\n{links.Personal(Registration)}",
    ];
}

/// <param name="What">"Titolo", "Quando".</param>
/// <param name="Before">Null when nothing was there, or it is not for telling.</param>
public sealed record ChangedFact(string What, string? Before, string Now)
{
    public string Sentence => Before is null ? $"{What}: {Now}" : $"{What}: {Now} (prima: {Before})";
}
