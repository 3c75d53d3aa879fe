using Coopera.Domain;

namespace Coopera.Core.Documents.Signatures;

public static class SignedCopyWords
{
    public static readonly string TooLarge =
        $"Il file supera i {SignedFile.MaxBytes / 1024 / 1024} MB. Se è una scansione, abbassa la risoluzione e riprova.";

    public const string NotVerified = "La validità legale del certificato non è stata verificata.";

    private const int MostLabels = 10;

    public const string NoSignature =
        "Nessuna firma digitale trovata. Se la scheda è firmata a mano e scansionata va bene lo stesso: la controllerà la segreteria.";

    public const string NotInFull =
        "Non siamo riusciti a esaminare il file fino in fondo. Lo abbiamo tenuto: la segreteria lo guarda a occhio.";

    public const string LookAtTables =
        "L’indice interno del PDF è danneggiato, e programmi diversi possono mostrarne contenuti diversi: va guardato a occhio.";

    public static string Headline(SignedCopyReport report) =>
        report.Refusal is { } refusal ? Refused(refusal)
        : report.IsPartial ? NotInFull
        : report is { IsSigned: false, TakenAway.Count: > 0 } ? "Nessuna firma digitale: quella che c’era è stata tolta."
        : !report.IsSigned ? "Nessuna firma digitale trovata."
        : !report.IsWhollyIntact ? "Firma digitale da controllare: leggi i dettagli."
        : report.Signatures.Count(
            signature => signature.Kind != SignatureKind.DocumentTimestamp) is var count and > 1 ? $"{count} firme digitali trovate, "
                + "tutte integre."
        : "Una firma digitale trovata, integra.";

    public static IEnumerable<string> Paragraphs(SignedCopyReport report)
    {
        if (report.Refusal is { } refusal)
        {
            yield return Refused(refusal);
            yield break;
        }

        if (report.TakenFrom is not null)
        {
            yield return "Il file era dentro un messaggio di posta: lo abbiamo tirato fuori, ed è quello che conserviamo.";
        }

        if (report.IsPartial)
        {
            yield return NotInFull;
        }

        if (report.HasDamagedTables)
        {
            yield return LookAtTables;
        }

        if (report.LooksIncomplete)
        {
            yield return "Il PDF non finisce come dovrebbe: forse il caricamento si è interrotto, o dopo la fine è stato aggiunto "
                + "qualcosa.";
        }

        if (report is { IsSigned: false, IsPartial: false })
        {
            yield return NoSignature;
        }

        foreach (var signature in report.Signatures)
        {
            yield return Describe(signature);
        }

        foreach (var signature in report.TakenAway)
        {
            yield return Gone(signature);
        }

        if (report.Unexamined > 0)
        {
            yield return $"Il file contiene altre firme ({report.Unexamined}) oltre a quelle che controlliamo qui.";
        }
    }

    public static string Describe(FoundSignature signature) => string.Join(' ', Sentences(signature));

    private static IEnumerable<string> Sentences(FoundSignature signature)
    {
        if (signature is { Kind: SignatureKind.DocumentTimestamp, Time: { } stamped, IsIntact: true })
        {
            yield return $"{Integrity(signature, "Marca temporale integra")} Data: {RomeTime.DateAndTime(stamped.At)}"
                + (stamped.Authority is { } authority ? $", secondo {authority}." : ".");
            yield return "La validità legale della marca non è stata verificata.";
            yield break;
        }

        yield return signature.Fault is { } fault ? Faulty(fault) : Integrity(signature, "Firma integra");
        if (signature.Signer is { } signer)
        {
            yield return $"{(signature.IsIntact ? "Firmatario" : "Il certificato allegato è intestato a")}: {Named(signer)}.";
            if (signature.IsIntact)
            {
                foreach (var sentence in When(signature, signer).Concat(Remarks(signature, signer)))
                {
                    yield return sentence;
                }
            }
        }

        if (signature.HasCounterSignatures)
        {
            yield return "Ci sono anche controfirme, che qui non controlliamo.";
        }

        if (signature.Signer is not null)
        {
            yield return NotVerified;
        }
    }

    private static string Gone(FoundSignature signature) =>
        $"In una versione precedente del file c’era una firma digitale{(signature.Signer is { } signer ? $" di {signer.Name}" : "")}: "
        + "è stata tolta, e ora non c’è più.";

    private static string Integrity(FoundSignature signature, string intact) => signature switch
    {
        { CoversWholeFile: true, WeakAlgorithm: { } weak } =>
            $"{intact}, ma fatta con una tecnica superata ({weak}) che oggi non esclude una contraffazione.",
        { CoversWholeFile: true } =>
            $"{intact}.",
        { Since: AfterSigning.ValidationData } =>
            $"{intact}. Dopo la firma sono stati aggiunti solo i dati per verificarla nel tempo.",
        { IsFollowedByAnother: true } =>
            $"{intact}, sulla versione che c’era in quel momento: "
            + "poi il file è stato completato e firmato di nuovo, e le aggiunte sono di chi ha firmato dopo.",
        { Since: AfterSigning.OtherValues } =>
            $"Attenzione: {OtherValues(signature)} Quello che è stato firmato è integro, ma non è più quello che si legge nel file.",
        { Since: AfterSigning.OtherChanges, ChangedFields.Count: > 0 } =>
            $"Attenzione: il file è cambiato dopo la firma, e non solo nei campi. {OtherValues(signature)} "
            + "La parte firmata è integra, ma il testo va controllato.",
        _ =>
            "Attenzione: il file è cambiato dopo la firma. La parte firmata è integra, "
            + $"ma alla fine sono stati aggiunti {signature.BytesAfter} byte che la firma non copre: "
            + "possono essere dati del programma di firma (come una marca temporale) o modifiche, quindi il testo va controllato.",
    };

    private static string OtherValues(FoundSignature signature)
    {
        var labels = signature.ChangedFields.Select(AdhesionSchedaFields.LabelOf).Distinct().ToList();
        return labels.Count == 1 ? $"dopo la firma è cambiato il valore di «{labels[0]}»."
            : $"dopo la firma sono cambiati i valori di {string.Join(", ", labels.Take(MostLabels).Select(label => $"«{label}»"))}"
                + (labels.Count > MostLabels ? $" e altri {labels.Count - MostLabels}." : ".");
    }

    private static string Named(Signer signer) =>
        signer.Name
        + (signer.Organisation is { } organisation && organisation != signer.Name ? $", {organisation}" : "")
        + (signer.Code is { } code && code != signer.Name ? $" ({code})" : "");

    private static IEnumerable<string> When(FoundSignature signature, Signer signer)
    {
        var period = $"{RomeTime.Date("dal", signer.ValidFrom)} {RomeTime.Date("al", signer.ValidTo)}";
        var issued = signer is { Issuer: { } issuer, IsSelfIssued: false } ? $", rilasciato da {issuer}," : "";
        if (signature.Time is { } time)
        {
            var source = time.Source == SigningTimeSource.Timestamp
                ? $"secondo la marca temporale{(time.Authority is { } authority ? $" di {authority}" : "")}"
                : "secondo il computer di chi ha firmato";
            yield return $"Data della firma: {RomeTime.DateAndTime(time.At)}, {source}.";
        }

        yield return signature.Period switch
        {
            CertificatePeriod.Valid => $"A quella data il certificato{issued} non era scaduto: dura {period}.",
            CertificatePeriod.Expired => $"A quella data il certificato{issued} era già scaduto: durava {period}.",
            CertificatePeriod.NotYetValid => $"A quella data il certificato{issued} non era ancora iniziato: dura {period}.",
            _ =>
                $"La data della firma non è indicata: non sappiamo se in quel momento il certificato{issued} fosse scaduto. Dura {period}.",
        };
    }

    private static IEnumerable<string> Remarks(FoundSignature signature, Signer signer)
    {
        if (signature is { WeakAlgorithm: { } weak, CoversWholeFile: false })
        {
            yield return $"La firma è fatta con una tecnica superata ({weak}) che oggi non esclude una contraffazione.";
        }

        if (signer.IsSelfIssued)
        {
            yield return "Il certificato non viene da un ente certificatore: chi l’ha creato ha scelto il nome.";
        }

        if (!signature.NamesItsCertificate)
        {
            yield return "La firma non dice con quale certificato è stata fatta: il nome è quello del certificato allegato.";
        }

        if (signature.HasBadTimestamp)
        {
            yield return "La marca temporale allegata non corrisponde a questa firma: non ne abbiamo tenuto conto.";
        }
    }

    private static string Faulty(SignatureFault fault) => fault switch
    {
        SignatureFault.ContentChanged => "Firma non integra: il contenuto del file non è quello che è stato firmato.",
        SignatureFault.SignatureMismatch => "Firma non integra: la firma non corrisponde al certificato allegato.",
        SignatureFault.CertificateMismatch => "Firma non integra: il certificato allegato non è quello indicato nella firma.",
        SignatureFault.AttributesMismatch => "Firma non integra: i dati dentro la firma si contraddicono.",
        SignatureFault.RangesMismatch => "Firma non integra: la parte firmata non corrisponde al file.",
        SignatureFault.Truncated =>
            "Firma non integra: il file è più corto di quello firmato. Forse il caricamento si è interrotto: prova di nuovo.",
        SignatureFault.CertificateMissing => "Firma non verificabile qui: manca il certificato di chi ha firmato.",
        SignatureFault.UnknownAlgorithm or SignatureFault.UnknownFormat =>
            "Firma non verificabile qui: è fatta in un modo che questo sito non sa controllare.",
        SignatureFault.NeverCompleted => "C’è uno spazio per una firma digitale che non è stata completata.",
        _ => "Firma non verificabile: i suoi dati sono danneggiati o incompleti.",
    };

    private static string Refused(SignedCopyRefusal refusal) => refusal switch
    {
        SignedCopyRefusal.Empty => "Il file è vuoto. Controlla di aver scelto quello giusto e caricalo di nuovo.",
        SignedCopyRefusal.TooLarge => TooLarge,
        SignedCopyRefusal.Zip => "Questo è un archivio compresso. Estrai la scheda firmata e carica il PDF o il file .p7m.",
        SignedCopyRefusal.OfficeDocument => "Questo è un documento di Word o simile. Salvalo in PDF, firmalo e carica il PDF firmato.",
        SignedCopyRefusal.Picture => "Questa è una fotografia. Salvala in PDF, o scansiona la scheda in PDF, e caricala di nuovo.",
        SignedCopyRefusal.WebPage => "Questa è una pagina web, non la scheda. Carica la scheda firmata in PDF o in un file .p7m.",
        SignedCopyRefusal.Encrypted => "Il file è cifrato e non possiamo aprirlo. Carica la scheda firmata senza cifrarla.",
        SignedCopyRefusal.PasswordProtected => "Il PDF è protetto da una password: toglila e caricalo di nuovo.",
        SignedCopyRefusal.TimestampedData =>
            "Questo file ha solo una marca temporale (.tsd), senza la scheda. Carica il PDF o il file .p7m a cui si riferisce.",
        SignedCopyRefusal.NoDocumentInMail =>
            "Questo è un messaggio di posta, e dentro non troviamo la scheda. Salva l’allegato firmato (PDF o .p7m) e carica quello.",
        SignedCopyRefusal.SeveralDocumentsInMail =>
            "Questo è un messaggio di posta con più documenti. Salva la scheda firmata (PDF o .p7m) e carica solo quella.",
        SignedCopyRefusal.TooMuchWork =>
            "Il file è fatto in un modo che non riusciamo a esaminare. Carica la scheda firmata in PDF o in un file .p7m.",
        SignedCopyRefusal.DetachedSignature =>
            "Il file contiene solo la firma, senza la scheda. Firma di nuovo in PAdES (.pdf), o in CAdES (.p7m) con il documento incluso.",
        SignedCopyRefusal.NotAPdfInside => "Il file .p7m si apre, ma dentro non c’è un PDF. Firma la scheda in PDF e carica quel file.",
        SignedCopyRefusal.TooManyEnvelopes =>
            "La scheda è chiusa in troppe buste una dentro l’altra. Carica il PDF o il file .p7m firmato una volta sola.",
        SignedCopyRefusal.Unreadable =>
            "Non riusciamo a leggere il file: forse è danneggiato o il caricamento si è interrotto. Caricalo di nuovo, o firma un’altra "
            + "copia.",
        _ => "Questo tipo di file non va bene. Carica la scheda firmata in PDF o in un file .p7m.",
    };
}
