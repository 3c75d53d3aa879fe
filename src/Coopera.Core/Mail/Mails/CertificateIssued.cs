using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Words;

namespace Coopera.Core.Mail.Mails;

/// <param name="StoreKey">Of the paper; null while there is none.</param>
/// <param name="Replaces">The number of the one whose place it takes.</param>
public sealed record IssuedFacts(
    Guid Id, string Number, string Code, string FirstName, string LastName, string Webinar, DateTimeOffset From, DateTimeOffset Until,
    string? StoreKey, string? Replaces)
{
    public string Greeting => PersonName.IsFitForMail(FirstName, LastName) ? $"Ciao {FirstName}" : "Ciao";

    public string When => RomeTime.Span(From, Until);

    public string Lines => $"{Webinar}\nQuando: {When}\nAttestato n. {Number}, codice {CertificateCode.Grouped(Code)}";

    public static IssuedFacts Of(Certificate certificate) => new(
        certificate.Id, certificate.FullNumber, certificate.Code, certificate.FirstName, certificate.LastName, certificate.Facts.Title,
        certificate.Facts.From, certificate.Facts.Until, certificate.StoreKey, certificate.Facts.Replaces);
}

/// <param name="IsAttached">As the site was set when the paper was made.</param>
public sealed record CertificateIssued(IssuedFacts Certificate, bool IsAttached) : MailContent
{
    public override string Subject => $"Il tuo attestato: {Certificate.Webinar}";

    public override Type Template => typeof(CertificateIssuedMail);

    public override MailPaper? Paper => IsAttached && Certificate.StoreKey is { } key
        ? new MailPaper($"attestato-{Certificate.Number.Replace('/', '-')}.pdf", key)
        : null;

    public string News => Certificate.Replaces is { } old
        ? $"ecco il tuo attestato corretto: prende il posto del n. {old}, che non vale più."
        : "ecco il tuo attestato di partecipazione. Grazie per avere seguito il webinar.";

    public string Where => Paper is null ? "Lo scarichi dalla sua pagina:" : "Lo trovi in allegato, e sempre sulla sua pagina:";

    public string Check =>
        "Chi riceve l’attestato può verificarlo alla stessa pagina, con il codice: mostra tutto quello che è scritto sul foglio. Se il nome "
        + "non è giusto, rispondi a questa email.";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Certificate.Greeting},",
        News,
        Certificate.Lines,
        $"{Where}\n{links.Certificate(Certificate.Code)}",
        Check,
        $"Tutti i tuoi attestati:\n{links.OwnCertificates}",
    ];
}

/// <param name="Reason">As staff wrote it.</param>
public sealed record CertificateRevoked(IssuedFacts Certificate, string Reason) : MailContent
{
    public override string Subject => $"Un attestato è stato revocato: {Certificate.Webinar}";

    public override Type Template => typeof(CertificateRevokedMail);

    public string News => "il tuo attestato non vale più: la segreteria l’ha revocato. Chi lo verifica lo legge sulla sua pagina.";

    public StaffWords Quoted => new("Il motivo", Reason);

    public string IfWrong => "Se pensi che sia un errore, rispondi a questa email.";

    public override IEnumerable<string> Text(MailLinks links) =>
        [$"{Certificate.Greeting},", News, Certificate.Lines, $"{Quoted}", IfWrong];
}

/// <summary>To oneself first: what all would get.</summary>
/// <param name="Facts">Of a certificate that nobody has.</param>
public sealed record CertificateSpecimen(string Webinar, CertificateFacts Facts) : MailContent
{
    public const string Number = "0000/000000";

    public static readonly string Code = new('0', CertificateCode.Length);

    public override string Subject => $"Fac-simile dell’attestato: {Webinar}";

    public override Type Template => typeof(CertificateSpecimenMail);

    public override string Why => "Ricevi questa email perché l’hai chiesta dalla pagina degli attestati.";

    public override MailPaper? Paper => new("fac-simile-attestato.pdf", null) { Specimen = Facts };

    public string News => $"in allegato c’è il fac-simile dell’attestato di «{Webinar}», come lo riceverebbero le persone.";

    public string LookAt =>
        "Non è un attestato: numero e codice sono finti. Guarda il nome, il programma, le ore, chi firma; poi torna alla pagina ed emettili.";

    public override IEnumerable<string> Text(MailLinks links) => ["Ciao,", News, LookAt];
}

/// <summary>The link to all certificates of a mailbox.</summary>
/// <param name="Mark">Of the mailbox.</param>
/// <param name="Until">The link opens the page.</param>
public sealed record YourCertificates(Guid Mark, DateOnly Until, int Count) : MailContent
{
    public override string Subject => Count == 1 ? "Il link al tuo attestato" : "Il link ai tuoi attestati";

    public override Type Template => typeof(YourCertificatesMail);

    public override Domain.Mail.MailWorth Worth => Domain.Mail.MailWorth.Access;

    public override bool OpensSomething => true;

    public override string Why => "Ricevi questa email perché qualcuno, di solito tu, ha chiesto gli attestati di questo indirizzo.";

    public string News => Count == 1
        ? "ecco il link che hai chiesto: apre la pagina con l’attestato di questo indirizzo."
        : $"ecco il link che hai chiesto: apre la pagina con i {Count} attestati di questo indirizzo.";

    public string Warning =>
        $"Vale fino {RomeTime.Date("al", Until)} ed è solo tuo: non girarlo ad altri. Se non l’hai chiesto tu, puoi ignorare questa email.";

    public override IEnumerable<string> Text(MailLinks links) => ["Ciao,", $"{News}\n{links.CertificatesOf(Mark, Until)}", Warning];
}
