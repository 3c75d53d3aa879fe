using System.Linq.Expressions;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail;

/// <summary>
/// What the outbox calls each kind of mail. Rows of years hold these: a class may be renamed, an id never changes and is never used again
/// for something else.
/// </summary>
public static class MailKinds
{
    public const string RegistrationConfirmed = "registration.confirmed";
    public const string RegistrationWaiting = "registration.waiting";
    public const string RegistrationToConfirm = "registration.to-confirm";
    public const string AlreadyRegistered = "registration.already-there";
    public const string PlaceAssigned = "registration.place-assigned";
    public const string RegistrationCancelled = "registration.cancelled";
    public const string RegistrationMoved = "registration.moved";
    public const string AddressReplaced = "registration.address-replaced";
    public const string InvitationDeclined = "registration.invitation-declined";
    public const string YourLinks = "registration.links";
    public const string WebinarChanged = "webinar.changed";
    public const string WebinarCancelled = "webinar.cancelled";
    public const string WebinarRestored = "webinar.restored";
    public const string WebinarReminder = "registration.reminder";
    public const string WaitedInVain = "registration.waited-in-vain";
    public const string WebinarThanks = "registration.thanks";
    public const string QuestionnaireOpen = "registration.questionnaire";
    public const string WayInMoved = "registration.way-in-moved";
    public const string PresenceDecided = "registration.presence-decided";
    public const string BlankSchedaSent = "adhesion.blank-scheda";
    public const string AdhesionNews = "adhesion.news";
    public const string AdhesionLinkAgain = "adhesion.link-again";
    public const string BodyIsMember = "adhesion.body-is-member";
    public const string AdhesionCopyToBody = "adhesion.copy-to-body";
    public const string PasswordReset = "staff.password-reset";
    public const string AccountChanged = "staff.account-changed";
    public const string ColleagueInvited = "staff.invited";
    public const string SecretariatMessage = "message.service";
    public const string WebinarInvitation = "message.invitation";
    public const string MailTest = "staff.mail-test";
    public const string CertificateIssued = "certificate.issued";
    public const string CertificateRevoked = "certificate.revoked";
    public const string CertificateSpecimen = "certificate.specimen";
    public const string YourCertificates = "certificate.links";
    public const string DataLinkSent = "data.link";
    public const string DataRequestTold = "data.request-told";

    /// <summary>Written to many at once: nobody waits for one of these before the screen, and what is personal overtakes them.</summary>
    private static readonly IReadOnlyList<string> Bulk =
    [
        WebinarChanged, WebinarCancelled, WebinarRestored, WebinarReminder, WaitedInVain, WebinarThanks, WayInMoved, CertificateIssued,
        QuestionnaireOpen,
    ];

    /// <summary>Of these, what staff caused: an import, a list handled at once.</summary>
    private static readonly IReadOnlyList<string> OfLists = [RegistrationConfirmed, RegistrationWaiting, RegistrationCancelled];

    public static Expression<Func<OutgoingMail, bool>> IsBulk { get; } =
        mail => Bulk.Contains(mail.Kind) || mail.MailingId != null || (mail.Cause == MailCause.Staff && OfLists.Contains(mail.Kind));
}
