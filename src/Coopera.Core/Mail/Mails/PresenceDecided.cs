namespace Coopera.Core.Mail.Mails;

/// <summary>What staff decided about "Non risulto presente".</summary>
/// <param name="Span">When they were there, in words; null: refused.</param>
/// <param name="Answer">As staff wrote it.</param>
public sealed record PresenceDecided(WebinarFacts Webinar, RegistrationFacts Registration, string? Span, string Answer) : MailContent
{
    public override string Subject =>
        $"{(Span is null ? "La tua richiesta sulla presenza" : "La tua presenza è registrata")}: {Webinar.Title}";

    public override Type Template => typeof(PresenceDecidedMail);

    public override bool OpensSomething => true;

    public override bool TellsOfRegistration => true;

    public string Heading => Span is null ? "Non abbiamo potuto registrare la presenza" : "La tua presenza è registrata";

    public string News => Span is null
        ? "abbiamo guardato la tua richiesta e non abbiamo potuto registrare la presenza che ci hai indicato."
        : $"abbiamo accolto la tua richiesta: risulti presente {Span}.";

    public string Next => Span is null
        ? "Se hai altro da farci sapere, per esempio chi era con te o una schermata, rispondi a questa email."
        : "Non devi fare altro.";

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        News,
        Webinar.Lines,
        $"Risponde la segreteria:\n{Answer}",
        Next,
        $"La tua pagina:\n{links.Personal(Registration)}",
    ];
}
