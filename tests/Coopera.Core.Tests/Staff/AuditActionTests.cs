using System.Reflection;
using Coopera.Core.Staff.Audit;
using Coopera.Domain;
using Coopera.Domain.Staff;

namespace Coopera.Core.Tests.Staff;

public sealed class AuditActionTests
{
    // Every code that was ever stored. Lines are added, never changed and never taken away: the registers of years hold them.
    private const string Ever = """
        registration.added: aggiunge una persona iscritta
        registration.corrected: corregge i dati di un’iscrizione
        registration.substituted: sostituisce una persona iscritta
        registration.placed: assegna un posto a chi è in lista d’attesa
        registration.cancelled: annulla un’iscrizione
        registration.many-cancelled: annulla più iscrizioni
        registration.many-restored: rimette più iscrizioni annullate
        registration.imported: iscrive le persone di un elenco
        registration.import-undone: ritira un’importazione di iscritti
        registration.restored: rimette un’iscrizione annullata
        registration.invitations-revoked: registra che una persona non vuole più inviti
        registration.confirmation-sent: manda di nuovo la conferma
        registration.many-confirmations-sent: manda di nuovo più conferme
        presence.rule-set: decide orari effettivi e soglia della presenza
        presence.word-said: crea una parola chiave per la presenza
        presence.added: aggiunge a mano la presenza di una persona
        presence.taken-away: toglie una presenza
        presence.put-back: rimette una presenza tolta
        presence.request-accepted: accoglie una richiesta «Non risulto presente»
        presence.request-refused: respinge una richiesta «Non risulto presente»
        webinar.created: crea il webinar
        webinar.duplicated: duplica il webinar
        webinar.edited: modifica il webinar
        webinar.published: pubblica il webinar
        webinar.publication-scheduled: programma la pubblicazione del webinar
        webinar.publication-unscheduled: toglie la pubblicazione programmata del webinar
        webinar.not-published: non pubblica il webinar, perché manca qualcosa
        webinar.cancelled: annulla il webinar
        webinar.restored: rimette in programma il webinar
        webinar.archived: archivia il webinar
        webinar.unarchived: toglie il webinar dall’archivio
        webinar.deleted: elimina il webinar
        material.added: aggiunge un materiale
        material.changed: modifica un materiale
        material.moved: sposta un materiale
        material.removed: toglie un materiale
        question.added: aggiunge una domanda al modulo
        question.changed: cambia una domanda del modulo
        question.versioned: cambia una domanda del modulo con una nuova versione
        question.moved: sposta una domanda del modulo
        question.removed: toglie una domanda dal modulo
        question.many-copied: copia nel modulo le domande di un altro webinar
        survey.question-added: aggiunge una domanda al questionario
        survey.question-changed: cambia una domanda del questionario
        survey.question-moved: sposta una domanda del questionario
        survey.question-removed: toglie una domanda dal questionario
        survey.opened: apre il questionario, o ne programma l’apertura
        survey.unplanned: toglie l’apertura programmata del questionario
        survey.moved: sposta la chiusura del questionario
        survey.closed: chiude il questionario
        export.survey: esporta i risultati di un questionario
        presence.imported: importa le presenze da un rapporto
        presence.import-undone: ritira un’importazione di presenze
        presence.pairing-forgotten: dimentica un abbinamento di presenze
        press-release.created: scrive un comunicato
        press-release.edited: modifica un comunicato
        press-release.published: pubblica un comunicato
        press-release.withdrawn: ritira un comunicato
        press-release.deleted: elimina un comunicato
        body.imported: aggiorna il registro degli enti dall’IPA
        body.added: aggiunge un ente al registro
        body.changed: aggiorna un ente del registro
        body.closed: segna che un ente non c’è più
        body.reopened: segna che un ente c’è di nuovo
        site-text.changed: modifica un testo del sito
        adhesion.recorded: registra un’adesione
        adhesion.corrected: corregge i dati dell’adesione
        adhesion.copy-added: carica la scheda firmata
        adhesion.copy-taken-as-sent: considera inviata la copia caricata dall’ente
        adhesion.review-started: prende in verifica l’adesione
        adhesion.checked: aggiorna la lista di controllo
        adhesion.changes-requested: chiede integrazioni
        adhesion.accepted: accoglie l’adesione
        adhesion.refused: respinge l’adesione
        adhesion.withdrawn: ritira l’adesione
        adhesion.restored: annulla il ritiro dell’adesione
        adhesion.protocol-set: registra il protocollo
        adhesion.link-renewed: manda un nuovo link
        pec.attached: abbina all’adesione una scheda arrivata per PEC
        pec.dismissed: mette da parte un file arrivato per PEC
        mail.sent-again: rispedisce un’email
        mail.retried: rimette in coda un’email
        mail.all-retried: rimette in coda tutte le email non riuscite
        mail.tested: manda un’email di prova
        mail.lane-tried: prova subito a far ripartire la posta
        mail.address-corrected: corregge l’indirizzo di un’email
        mail.closed: chiude un’email senza spedirla
        mail.sent-by-hand: segna un’email come inviata per PEC a mano
        mail.address-lifted: riattiva un indirizzo a riposo
        message.written: scrive un messaggio
        message.model-kept: tiene un messaggio come modello
        message.edited: modifica un messaggio
        message.tested: manda a sé la prova di un messaggio
        message.queued: mette in coda un messaggio
        message.withdrawn: ritira un messaggio
        message.deleted: elimina un messaggio
        certificate.many-issued: emette gli attestati di un webinar
        certificate.reissued: rifà un attestato
        certificate.revoked: revoca un attestato
        certificate.credits-changed: cambia i crediti formativi di un webinar
        certificate.tested: si manda il fac-simile di un attestato
        certificate.sent-again: manda di nuovo un attestato
        account.first-created: crea il primo profilo di amministrazione
        account.invited: invita una persona
        account.invitation-sent-again: manda di nuovo un invito
        account.invitation-accepted: accetta l’invito e sceglie la password
        account.invitation-withdrawn: ritira un invito
        account.changed: cambia un profilo
        account.suspended: sospende un profilo
        account.reactivated: riattiva un profilo
        account.unlocked: sblocca un profilo
        account.signed-out: chiude tutte le sessioni
        account.session-ended: chiude una sessione
        account.second-step-reset: azzera il secondo passaggio
        account.second-step-removed: toglie il secondo passaggio
        account.password-changed: cambia la propria password
        account.password-reset: sceglie una nuova password
        account.signed-out-by-oneself: esce da tutti i dispositivi
        account.app-connected: collega l’app per i codici
        account.app-replaced: collega un’altra app per i codici
        account.app-disconnected: scollega l’app per i codici
        account.passkey-added: aggiunge una passkey
        account.passkey-renamed: cambia il nome di una passkey
        account.passkey-removed: toglie una passkey
        account.recovery-codes-renewed: rinnova i codici di recupero
        account.recovery-code-used: accede con un codice di recupero
        retention.applied: cancella i dati arrivati alla loro scadenza
        retention.postponed: rinvia la cancellazione di dati
        retention.resumed: toglie il rinvio della cancellazione di dati
        data-request.recorded: registra una richiesta sui dati
        data-request.forgotten: cancella i dati di una persona che l’ha chiesto
        data-request.done: risponde a una richiesta sui dati: fatta
        data-request.refused: risponde a una richiesta sui dati: non accolta
        security.everything-voided: annulla tutti i link e tutte le sessioni
        security.keys-rotated: rinnova le chiavi
        backup.made: fa una copia di sicurezza
        backup.restored: ripristina il sito da una copia di sicurezza
        backup.mails-released: fa partire le email ferme dal ripristino
        backup.mails-dropped: chiude senza spedirle le email ferme dal ripristino
        export.registrations: esporta le iscrizioni
        export.attendance-sheet: scarica il foglio presenze
        export.dossier: scarica il dossier per la rendicontazione
        export.presence-register: scarica il registro delle presenze
        export.adhesions: esporta le adesioni
        export.contacts: esporta la rubrica dei referenti
        export.scheda-requests: esporta chi ha chiesto la scheda
        export.silent-bodies: esporta gli enti che non hanno ancora cominciato
        export.protocol-package: scarica il pacchetto per il protocollo
        export.mail: scarica un’email
        export.register: esporta il registro
        export.certificates: scarica l’elenco degli attestati
        export.credits: scarica l’elenco per l’Ordine
        export.completed: esportazione conclusa
        export.broken-off: esportazione interrotta
        """;

    [Fact]
    public void Every_code_that_was_ever_stored_is_still_known_by_the_same_words()
    {
        Assert.Equal(Ever.ReplaceLineEndings("\n").Split('\n'), AuditActionWords.All.Select(pair => $"{pair.Key}: {pair.Value}"));
    }

    [Fact]
    public void Every_code_in_the_program_has_words_and_fits_its_column()
    {
        var codes = typeof(AuditAction)
            .GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.Name != nameof(AuditAction.Exports))
            .Select(field => (string)field.GetValue(null)!).ToList();

        Assert.Equal(codes.Order(StringComparer.Ordinal), AuditActionWords.All.Keys.Order(StringComparer.Ordinal));
        Assert.All(codes, code => Assert.Matches("^[a-z-]+\\.[a-z-]+$", code));
        Assert.All(codes, code => Assert.InRange(code.Length, 1, AuditEntry.ActionMaxLength));
    }

    [Fact]
    public void What_is_typed_finds_the_codes_by_their_words()
    {
        Assert.Equal(
            [AuditAction.AdhesionAccepted, AuditAction.PresenceAccepted],
            AuditActionWords.With(Text.Fold("Accoglie")).Order(StringComparer.Ordinal));
        Assert.Equal(
            [AuditAction.AdhesionRefused, AuditAction.AdhesionWithdrawn],
            AuditActionWords.With("adesione").Intersect([AuditAction.AdhesionRefused, AuditAction.AdhesionWithdrawn]));
        Assert.Empty(AuditActionWords.With("accepted"));
        Assert.Equal("prova", AuditActionWords.Of("prova"));
    }
}
