using Coopera.Domain;
using Coopera.Domain.Staff;

namespace Coopera.Core.Staff.Audit;

/// <summary>What people read for a code of the register: who did it is said before.</summary>
public static class AuditActionWords
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        [AuditAction.RegistrationAdded] = "aggiunge una persona iscritta",
        [AuditAction.RegistrationCorrected] = "corregge i dati di un’iscrizione",
        [AuditAction.RegistrationSubstituted] = "sostituisce una persona iscritta",
        [AuditAction.RegistrationPlaced] = "assegna un posto a chi è in lista d’attesa",
        [AuditAction.RegistrationCancelled] = "annulla un’iscrizione",
        [AuditAction.RegistrationsCancelled] = "annulla più iscrizioni",
        [AuditAction.ConfirmationSentAgain] = "manda di nuovo la conferma",
        [AuditAction.ConfirmationsSentAgain] = "manda di nuovo più conferme",
        [AuditAction.WebinarCreated] = "crea il webinar",
        [AuditAction.WebinarDuplicated] = "duplica il webinar",
        [AuditAction.WebinarEdited] = "modifica il webinar",
        [AuditAction.WebinarPublished] = "pubblica il webinar",
        [AuditAction.WebinarCancelled] = "annulla il webinar",
        [AuditAction.WebinarArchived] = "archivia il webinar",
        [AuditAction.WebinarUnarchived] = "toglie il webinar dall’archivio",
        [AuditAction.WebinarDeleted] = "elimina il webinar",
        [AuditAction.MaterialAdded] = "aggiunge un materiale",
        [AuditAction.MaterialChanged] = "modifica un materiale",
        [AuditAction.MaterialMoved] = "sposta un materiale",
        [AuditAction.MaterialRemoved] = "toglie un materiale",
        [AuditAction.QuestionAdded] = "aggiunge una domanda al modulo",
        [AuditAction.QuestionChanged] = "cambia una domanda del modulo",
        [AuditAction.QuestionVersioned] = "cambia una domanda del modulo con una nuova versione",
        [AuditAction.QuestionMoved] = "sposta una domanda del modulo",
        [AuditAction.QuestionRemoved] = "toglie una domanda dal modulo",
        [AuditAction.PressReleaseCreated] = "scrive un comunicato",
        [AuditAction.PressReleaseEdited] = "modifica un comunicato",
        [AuditAction.PressReleasePublished] = "pubblica un comunicato",
        [AuditAction.PressReleaseWithdrawn] = "ritira un comunicato",
        [AuditAction.PressReleaseDeleted] = "elimina un comunicato",
        [AuditAction.AdhesionRecorded] = "registra un’adesione",
        [AuditAction.AdhesionCorrected] = "corregge i dati dell’adesione",
        [AuditAction.AdhesionCopyAdded] = "carica la scheda firmata",
        [AuditAction.AdhesionCopyTakenAsSent] = "considera inviata la copia caricata dall’ente",
        [AuditAction.AdhesionReviewStarted] = "prende in verifica l’adesione",
        [AuditAction.AdhesionChecked] = "aggiorna la lista di controllo",
        [AuditAction.AdhesionChangesRequested] = "chiede integrazioni",
        [AuditAction.AdhesionAccepted] = "accoglie l’adesione",
        [AuditAction.AdhesionRefused] = "respinge l’adesione",
        [AuditAction.AdhesionWithdrawn] = "ritira l’adesione",
        [AuditAction.AdhesionProtocolSet] = "registra il protocollo",
        [AuditAction.AdhesionLinkRenewed] = "manda un nuovo link",
        [AuditAction.MailSentAgain] = "rispedisce un’email",
        [AuditAction.MailRetried] = "rimette in coda un’email",
        [AuditAction.MailsRetried] = "rimette in coda tutte le email non riuscite",
        [AuditAction.MailAddressCorrected] = "corregge l’indirizzo di un’email",
        [AuditAction.MailClosed] = "chiude un’email senza spedirla",
        [AuditAction.FirstAccountCreated] = "crea il primo profilo di amministrazione",
        [AuditAction.AccountInvited] = "invita una persona",
        [AuditAction.InvitationSentAgain] = "manda di nuovo un invito",
        [AuditAction.InvitationAccepted] = "accetta l’invito e sceglie la password",
        [AuditAction.InvitationWithdrawn] = "ritira un invito",
        [AuditAction.AccountChanged] = "cambia un profilo",
        [AuditAction.AccountSuspended] = "sospende un profilo",
        [AuditAction.AccountReactivated] = "riattiva un profilo",
        [AuditAction.AccountUnlocked] = "sblocca un profilo",
        [AuditAction.AccountSignedOut] = "chiude tutte le sessioni",
        [AuditAction.SecondStepReset] = "azzera il secondo passaggio",
        [AuditAction.SecondStepRemoved] = "toglie il secondo passaggio",
        [AuditAction.PasswordChanged] = "cambia la propria password",
        [AuditAction.PasswordReset] = "sceglie una nuova password",
        [AuditAction.SignedOutEverywhere] = "esce da tutti i dispositivi",
        [AuditAction.AppConnected] = "collega l’app per i codici",
        [AuditAction.AppReplaced] = "collega un’altra app per i codici",
        [AuditAction.AppDisconnected] = "scollega l’app per i codici",
        [AuditAction.PasskeyAdded] = "aggiunge una passkey",
        [AuditAction.PasskeyRenamed] = "cambia il nome di una passkey",
        [AuditAction.PasskeyRemoved] = "toglie una passkey",
        [AuditAction.RecoveryCodesRenewed] = "rinnova i codici di recupero",
        [AuditAction.RecoveryCodeUsed] = "accede con un codice di recupero",
        [AuditAction.RegistrationsExported] = "esporta gli iscritti",
        [AuditAction.AttendanceSheetTaken] = "scarica il foglio presenze",
        [AuditAction.AdhesionsExported] = "esporta le adesioni",
        [AuditAction.ContactsExported] = "esporta la rubrica dei referenti",
        [AuditAction.SchedaRequestsExported] = "esporta chi ha chiesto la scheda",
        [AuditAction.SilentBodiesExported] = "esporta gli enti che non hanno risposto",
        [AuditAction.ProtocolPackageTaken] = "scarica il pacchetto per il protocollo",
        [AuditAction.MailTaken] = "scarica un’email",
        [AuditAction.RegisterExported] = "esporta il registro",
        [AuditAction.ExportCompleted] = "esportazione conclusa",
        [AuditAction.ExportBrokenOff] = "esportazione interrotta",
    };

    private static readonly IReadOnlyList<(string Code, string Text)> Folded = [.. All.Select(pair => (pair.Key, Text.Fold(pair.Value)))];

    /// <summary>A code that nobody knows is shown as it is.</summary>
    public static string Of(string action) => All.GetValueOrDefault(action, action);

    /// <summary>The codes whose words hold this one.</summary>
    /// <param name="word">Folded.</param>
    public static IReadOnlyList<string> With(string word) => [.. Folded.Where(one => one.Text.Contains(word, StringComparison.Ordinal)).Select(one => one.Code)];
}
