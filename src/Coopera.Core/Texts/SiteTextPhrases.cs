using Coopera.Domain.Texts;

namespace Coopera.Core.Texts;

/// <param name="Word">In its address.</param>
/// <param name="Where">It is read, in words.</param>
/// <param name="IsRequired">The public is owed it.</param>
public sealed record SiteTextWords(SiteTextKind Kind, string Word, string Label, string Where, string Hint, bool IsRequired = true);

public static class SiteTextPhrases
{
    public static readonly IReadOnlyList<SiteTextWords> All =
    [
        new(SiteTextKind.Contacts, "contatti", "Telefono, sede e orari della segreteria", "Contatti",
            "Per esempio il numero di telefono, l’indirizzo e quando risponde qualcuno. L’email c’è già.", IsRequired: false),
        new(SiteTextKind.Pec, "pec", "PEC della segreteria", "Contatti",
            "Solo l’indirizzo, per esempio nome@pec.it."),
        new(SiteTextKind.Controller, "titolare", "Titolare del trattamento", "Informativa privacy, «Chi tratta i dati»",
            "Denominazione, sede e contatti del titolare, o dei contitolari."),
        new(SiteTextKind.ProtectionOfficer, "rpd", "Responsabile della protezione dei dati", "Informativa privacy, «Chi tratta i dati»",
            "Come si contatta: di solito basta un indirizzo email."),
        new(SiteTextKind.LegalBasis, "base-giuridica", "Base giuridica", "Informativa privacy, «Quali dati e perché»",
            "Per esempio: l’esecuzione di un compito di interesse pubblico (articolo 6, paragrafo 1, lettera e)."),
        new(SiteTextKind.Recipients, "destinatari", "A chi si comunicano i dati", "Informativa privacy, «Chi li vede»",
            "I fornitori che ospitano il sito e recapitano la posta; i partner o gli organi di controllo, se ricevono i dati."),
        new(SiteTextKind.Retention, "conservazione", "Per quanto tempo si conservano", "Informativa privacy, «Per quanto tempo»",
            "Iscrizioni, adesioni e richieste della scheda, con gli obblighi di rendicontazione del progetto."),
        new(SiteTextKind.Publisher, "editore", "Chi pubblica il sito e come si riusano i contenuti", "Note legali",
            "I dati dell’ente che pubblica il sito e le condizioni di riuso di testi e immagini."),
        new(SiteTextKind.AccessibilityDeclaration, "dichiarazione", "Link alla dichiarazione di accessibilità", "Accessibilità",
            "L’indirizzo della dichiarazione sulla piattaforma di AgID, che comincia con https://"),
        new(SiteTextKind.CertificateSigner, "firma-attestati", "Chi firma gli attestati", "Attestati di partecipazione",
            "Il nome e, nella riga sotto, l’incarico. Senza, gli attestati non si emettono.", IsRequired: false),
        new(SiteTextKind.CertificatePlace, "luogo-attestati", "Luogo degli attestati", "Attestati di partecipazione, prima della data",
            "Se non lo scrivi è Palermo.", IsRequired: false),
    ];

    public static SiteTextWords Of(SiteTextKind kind) => All.Single(text => text.Kind == kind);

    public static SiteTextWords? Of(string word) => All.SingleOrDefault(text => text.Word == word);
}
