using Coopera.Core.Documents;
using Coopera.Domain;
using Coopera.Domain.Certificates;

namespace Coopera.Core.Certificates;

public static class CertificatePhrases
{
    public const string UsualPlace = "Palermo";

    public const string NoSigner =
        "Manca chi firma gli attestati: scrivilo nei testi del sito, alla voce «Chi firma gli attestati».";

    public const string NotOver = "Il webinar non è ancora finito: gli attestati si emettono dopo.";

    public const string NotHeld = "Un webinar annullato o in bozza non dà attestati.";

    public const string IsSample = "È un webinar di esempio: non dà attestati. Puoi guardare l’anteprima.";

    public const string NobodyDue = "Per adesso nessuno ha diritto a un attestato che non ha ancora.";

    public const string NothingDiffers = "L’attestato dice già queste cose: non serve rifarlo.";

    public const string ReasonMissing = "Scrivi perché: resta nel registro, e lo legge la persona, se la avvisi.";

    public const string NameTooDifferent =
        "Il nome cambierebbe troppo per essere una correzione. Se serve davvero, scrivi alla segreteria.";

    public static string Certificates(int count) => Amount.Of(count, "attestato", "attestati");

    public static string State(CertificateState state) => state switch
    {
        CertificateState.Superseded => "sostituito",
        CertificateState.Revoked => "revocato",
        _ => "valido",
    };

    public static string Standing(CertificateStanding standing) => standing switch
    {
        CertificateStanding.Due => "lo riceve",
        CertificateStanding.HasOne => "ce l’ha già",
        CertificateStanding.Revoked => "l’attestato è stato revocato",
        CertificateStanding.TooLittle => "non arriva alla soglia",
        _ => "non risulta presente",
    };

    public static string Shelf(CertificateStanding standing) => standing switch
    {
        CertificateStanding.Due => "Lo ricevono",
        CertificateStanding.HasOne => "Ce l’hanno",
        CertificateStanding.Revoked => "Revocati",
        CertificateStanding.TooLittle => "Sotto la soglia",
        _ => "Assenti",
    };

    /// <summary>Of the paper, in a line.</summary>
    public static string Seal(Certificate certificate) => certificate switch
    {
        { MadeAt: null } => "Il PDF non è ancora pronto.",
        { SealedBy: null } => "Il PDF non ha un sigillo elettronico: la prova è questa pagina.",
        { IsTimestamped: true } => $"Il PDF porta il sigillo elettronico di {certificate.SealedBy}, con marca temporale.",
        _ => $"Il PDF porta il sigillo elettronico di {certificate.SealedBy}, senza marca temporale.",
    };

    public static string FileName(Certificate certificate) =>
        Files.FileNames.Of($"attestato-{certificate.FullNumber.Replace('/', '-')}-{certificate.FullName}", "pdf");

    public static string Attended(TimeSpan attended, TimeSpan whole) =>
        $"{CertificateWords.Hours((int)attended.TotalMinutes)} su {CertificateWords.Hours((int)whole.TotalMinutes)}";
}
