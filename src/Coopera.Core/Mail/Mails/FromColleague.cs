namespace Coopera.Core.Mail.Mails;

/// <summary>
/// What somebody is told whom another person has signed up: where their data come from and what becomes of them (article 14 of the GDPR).
/// Nothing of who that was: what they wrote is a stranger's.
/// </summary>
/// <param name="AsksQuestions">The webinar has questions, and each answers them alone.</param>
public sealed record FromColleague(bool AsksQuestions)
{
    public const string Source =
        "Questa iscrizione è arrivata con il modulo per più persone dello stesso ente: nome, cognome, email, ente e ruolo li ha scritti chi lo "
        + "ha compilato. Li usiamo solo per gestire l’iscrizione.";

    public const string Choice = "Dalla tua pagina puoi correggerli o annullare l’iscrizione.";

    public const string Notice = "L’informativa sulla privacy";

    public string? Questions => AsksQuestions ? "Il webinar ha anche qualche domanda: rispondi dalla tua pagina." : null;

    public IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Source} {Choice}",
        .. Questions is { } questions ? [questions] : Array.Empty<string>(),
        $"{Notice}:\n{links.PrivacyNotice}",
    ];

    /// <summary>The mail that somebody gets who was signed up; one that says something else is left as it is.</summary>
    public static MailContent Tell(MailContent mail, FromColleague? colleague) => mail switch
    {
        RegistrationConfirmed confirmed => confirmed with { Colleague = colleague },
        RegistrationWaiting waiting => waiting with { Colleague = colleague },
        _ => mail,
    };
}
