namespace Coopera.Domain.Staff;

/// <summary>
/// What <see cref="AuditEntry.Action"/> holds. A code never changes and never comes to mean something else: rows of years carry it.
/// </summary>
public static class AuditAction
{
    public const string Exports = "export.";

    public const string RegistrationAdded = "registration.added";
    public const string RegistrationCorrected = "registration.corrected";
    public const string RegistrationSubstituted = "registration.substituted";
    public const string RegistrationPlaced = "registration.placed";
    public const string RegistrationCancelled = "registration.cancelled";
    public const string RegistrationsCancelled = "registration.many-cancelled";
    public const string RegistrationsRestored = "registration.many-restored";
    public const string RegistrationsImported = "registration.imported";
    public const string ImportUndone = "registration.import-undone";
    public const string RegistrationRestored = "registration.restored";
    public const string InvitationsRevoked = "registration.invitations-revoked";
    public const string ConfirmationSentAgain = "registration.confirmation-sent";
    public const string ConfirmationsSentAgain = "registration.many-confirmations-sent";

    public const string AttendanceRuleSet = "presence.rule-set";
    public const string CodeWordSaid = "presence.word-said";
    public const string PresenceAdded = "presence.added";
    public const string PresenceTakenAway = "presence.taken-away";
    public const string PresencePutBack = "presence.put-back";
    public const string PresenceAccepted = "presence.request-accepted";
    public const string PresenceRefused = "presence.request-refused";

    public const string WebinarCreated = "webinar.created";
    public const string WebinarDuplicated = "webinar.duplicated";
    public const string WebinarEdited = "webinar.edited";
    public const string WebinarPublished = "webinar.published";
    public const string WebinarScheduled = "webinar.publication-scheduled";
    public const string WebinarUnscheduled = "webinar.publication-unscheduled";
    public const string WebinarNotPublished = "webinar.not-published";
    public const string WebinarCancelled = "webinar.cancelled";
    public const string WebinarRestored = "webinar.restored";
    public const string WebinarArchived = "webinar.archived";
    public const string WebinarUnarchived = "webinar.unarchived";
    public const string WebinarDeleted = "webinar.deleted";
    public const string MaterialAdded = "material.added";
    public const string MaterialChanged = "material.changed";
    public const string MaterialMoved = "material.moved";
    public const string MaterialRemoved = "material.removed";
    public const string QuestionAdded = "question.added";
    public const string QuestionChanged = "question.changed";
    public const string QuestionVersioned = "question.versioned";
    public const string QuestionMoved = "question.moved";
    public const string QuestionRemoved = "question.removed";
    public const string QuestionsCopied = "question.many-copied";

    public const string SurveyQuestionAdded = "survey.question-added";
    public const string SurveyQuestionChanged = "survey.question-changed";
    public const string SurveyQuestionMoved = "survey.question-moved";
    public const string SurveyQuestionRemoved = "survey.question-removed";
    public const string SurveyOpened = "survey.opened";
    public const string SurveyUnplanned = "survey.unplanned";
    public const string SurveyMoved = "survey.moved";
    public const string SurveyClosed = "survey.closed";
    public const string PresenceImported = "presence.imported";
    public const string PresenceImportUndone = "presence.import-undone";
    public const string PresencePairingForgotten = "presence.pairing-forgotten";

    public const string PressReleaseCreated = "press-release.created";
    public const string PressReleaseEdited = "press-release.edited";
    public const string PressReleasePublished = "press-release.published";
    public const string PressReleaseWithdrawn = "press-release.withdrawn";
    public const string PressReleaseDeleted = "press-release.deleted";

    public const string SiteTextChanged = "site-text.changed";

    public const string BodiesImported = "body.imported";
    public const string BodyAdded = "body.added";
    public const string BodyChanged = "body.changed";
    public const string BodyClosed = "body.closed";
    public const string BodyReopened = "body.reopened";

    public const string AdhesionRecorded = "adhesion.recorded";
    public const string AdhesionCorrected = "adhesion.corrected";
    public const string AdhesionCopyAdded = "adhesion.copy-added";
    public const string AdhesionCopyTakenAsSent = "adhesion.copy-taken-as-sent";
    public const string AdhesionReviewStarted = "adhesion.review-started";
    public const string AdhesionChecked = "adhesion.checked";
    public const string AdhesionChangesRequested = "adhesion.changes-requested";
    public const string AdhesionAccepted = "adhesion.accepted";
    public const string AdhesionRefused = "adhesion.refused";
    public const string AdhesionWithdrawn = "adhesion.withdrawn";
    public const string AdhesionRestored = "adhesion.restored";
    public const string AdhesionProtocolSet = "adhesion.protocol-set";
    public const string AdhesionLinkRenewed = "adhesion.link-renewed";

    public const string PecArrivalAttached = "pec.attached";
    public const string PecArrivalDismissed = "pec.dismissed";
    public const string MailSentAgain = "mail.sent-again";
    public const string MailRetried = "mail.retried";
    public const string MailsRetried = "mail.all-retried";
    public const string MailLaneTried = "mail.lane-tried";
    public const string MailTested = "mail.tested";
    public const string MailAddressCorrected = "mail.address-corrected";
    public const string MailClosed = "mail.closed";
    public const string MailSentByHand = "mail.sent-by-hand";
    public const string MailAddressLifted = "mail.address-lifted";

    public const string MessageWritten = "message.written";
    public const string MessageModelKept = "message.model-kept";
    public const string MessageEdited = "message.edited";
    public const string MessageTested = "message.tested";
    public const string MessageQueued = "message.queued";
    public const string MessageWithdrawn = "message.withdrawn";
    public const string MessageDeleted = "message.deleted";

    public const string CertificatesIssued = "certificate.many-issued";
    public const string CertificateReissued = "certificate.reissued";
    public const string CertificateRevoked = "certificate.revoked";
    public const string CertificateCreditsChanged = "certificate.credits-changed";
    public const string CertificateTested = "certificate.tested";
    public const string CertificateSentAgain = "certificate.sent-again";

    public const string FirstAccountCreated = "account.first-created";
    public const string AccountInvited = "account.invited";
    public const string InvitationSentAgain = "account.invitation-sent-again";
    public const string InvitationAccepted = "account.invitation-accepted";
    public const string InvitationWithdrawn = "account.invitation-withdrawn";
    public const string AccountChanged = "account.changed";
    public const string AccountSuspended = "account.suspended";
    public const string AccountReactivated = "account.reactivated";
    public const string AccountUnlocked = "account.unlocked";
    public const string AccountSignedOut = "account.signed-out";
    public const string AccountSessionEnded = "account.session-ended";
    public const string SecondStepReset = "account.second-step-reset";
    public const string SecondStepRemoved = "account.second-step-removed";
    public const string PasswordChanged = "account.password-changed";
    public const string PasswordReset = "account.password-reset";
    public const string SignedOutEverywhere = "account.signed-out-by-oneself";
    public const string AppConnected = "account.app-connected";
    public const string AppReplaced = "account.app-replaced";
    public const string AppDisconnected = "account.app-disconnected";
    public const string PasskeyAdded = "account.passkey-added";
    public const string PasskeyRenamed = "account.passkey-renamed";
    public const string PasskeyRemoved = "account.passkey-removed";
    public const string RecoveryCodesRenewed = "account.recovery-codes-renewed";
    public const string RecoveryCodeUsed = "account.recovery-code-used";

    public const string RetentionApplied = "retention.applied";
    public const string RetentionPostponed = "retention.postponed";
    public const string RetentionResumed = "retention.resumed";
    public const string DataForgotten = "data-request.forgotten";
    public const string DataRequestDone = "data-request.done";
    public const string DataRequestRefused = "data-request.refused";

    public const string EverythingVoided = "security.everything-voided";
    public const string KeysRotated = "security.keys-rotated";

    public const string BackupMade = "backup.made";
    public const string BackupRestored = "backup.restored";
    public const string HeldMailsReleased = "backup.mails-released";
    public const string HeldMailsDropped = "backup.mails-dropped";

    public const string RegistrationsExported = "export.registrations";
    public const string AttendanceSheetTaken = "export.attendance-sheet";
    public const string DossierTaken = "export.dossier";
    public const string PresenceExported = "export.presence-register";
    public const string SurveyExported = "export.survey";
    public const string AdhesionsExported = "export.adhesions";
    public const string ContactsExported = "export.contacts";
    public const string SchedaRequestsExported = "export.scheda-requests";
    public const string SilentBodiesExported = "export.silent-bodies";
    public const string ProtocolPackageTaken = "export.protocol-package";
    public const string MailTaken = "export.mail";
    public const string RegisterExported = "export.register";
    public const string CertificatesExported = "export.certificates";
    public const string CreditsExported = "export.credits";
    public const string ExportCompleted = "export.completed";
    public const string ExportBrokenOff = "export.broken-off";
}
