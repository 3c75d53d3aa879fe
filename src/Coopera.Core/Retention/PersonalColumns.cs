using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Backups;
using Coopera.Domain.Certificates;
using Coopera.Domain.Coordination;
using Coopera.Domain.Jobs;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.OwnData;
using Coopera.Domain.Presence;
using Coopera.Domain.Press;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Registrations;
using Coopera.Domain.Retention;
using Coopera.Domain.Staff;
using Coopera.Domain.Texts;
using Coopera.Domain.Webinars;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Retention;

/// <summary>Columns of one table that hold text.</summary>
/// <param name="Columns">"*" for all that no other line of the table names; of what is nested, with its path: "File.Name".</param>
/// <param name="Class">With what they leave; null: otherwise.</param>
/// <param name="Otherwise">How else they leave, or why nobody's data are in them.</param>
public sealed record PersonalColumns(Type Table, IReadOnlyList<string> Columns, RetentionClass? Class, string? Otherwise)
{
    private const string Codes = "codes, numbers and hashes: nobody's data";
    private const string Published = "published by the controller: as long as the page";
    private const string WithAccount = "with the account";
    private const string Machine = "of the machine: nobody's data";

    /// <summary>
    /// Every column with text has a line here; a test reads the model and says which has none. Whoever adds a column says here when it
    /// leaves, and makes the class do it.
    /// </summary>
    public static readonly IReadOnlyList<PersonalColumns> All =
    [
        Leave<Registration>(
            RetentionClass.Registrations, "FirstName", "LastName", "Email", "EmailKey", "ActiveKey", "OtherSpellingOf", "OtherBody", "Role",
            "Phone", "SearchText", "SortName", "SortBody", "CancellationReason"),
        Stay<Registration>(Codes, "PublicBodyCode", "PrivacyNoticeVersion"),
        Stay<Registration>("made at random", "PersonMark"),
        Leave<RegistrationEvent>(RetentionClass.Registrations, "Actor", "Note"),
        Leave<Answer>(RetentionClass.Answers, "Value"),
        Leave<PresenceInterval>(RetentionClass.Registrations, "Reason", "ExclusionReason", "StatedBy", "ExcludedBy"),
        Leave<PresenceRequest>(RetentionClass.Registrations, "Text", "Answer", "DecidedBy"),
        Leave<PresencePairing>(RetentionClass.Registrations, "*"),
        Leave<CodeWord>(RetentionClass.Registrations, "SaidBy"),
        Stay<CodeWord>("said aloud to everybody", "Word", "Key"),
        Stay<PresenceRoom>(Codes, "*"),
        Leave<PresenceImport>(RetentionClass.Imports, "Staff", "FileName", "UndoneBy"),
        Stay<PresenceImport>(Codes, "Hash", "ActiveHash", "Family"),
        Leave<IpaImport>(RetentionClass.Imports, "Staff"),
        Stay<IpaImport>(Codes, "Source", "Outcome"),
        Stay<FormerPec>("the register of bodies, which is public", "*"),
        Leave<Certificate>(
            RetentionClass.Certificates, "FirstName", "LastName", "SortName", "SearchText", "Email", "EmailKey", "IssuedBy", "Reason",
            "Facts"),
        Stay<Certificate>(Codes, "ActiveKey", "Code", "Sha256", "StoreKey"),
        Stay<Certificate>("the name of the body whose seal it is", "SealedBy"),
        Stay<CreditRule>(Codes, "*"),
        Stay<Survey>(Published, "*"),
        Stay<SealedAnswer>("sealed, and gone when they are counted", "*"),
        Stay<CountedText>("of nobody: decisions/0044", "*"),
        Stay<CountedAnswer>("of nobody: decisions/0044", "*"),
        Stay<DataLink>("the job own-data-traces, when it has ended", "*"),
        Stay<DataRequest>("the job own-data-traces, two years after the answer", "*"),
        Leave<RegistrationImport>(RetentionClass.Imports, "Staff", "Source", "Purpose", "Informed", "UndoneBy"),
        Stay<SignUpAttempt>("the job unconfirmed-sign-ups, after 24 hours", "Place"),
        Leave<Adhesion>(
            RetentionClass.Adhesions, "Email", "Pec", "SearchText", "LegalRepresentative.FirstName", "LegalRepresentative.LastName",
            "PoliticalContact.FirstName", "PoliticalContact.LastName", "PoliticalContact.Role", "PoliticalContact.Unit",
            "PoliticalContact.Phone", "PoliticalContact.Email", "TechnicalContact.FirstName", "TechnicalContact.LastName",
            "TechnicalContact.Role", "TechnicalContact.Unit", "TechnicalContact.Phone", "TechnicalContact.Email", "BodyProtocol.Office"),
        Stay<Adhesion>(
            Codes, "ActiveKey", "DocumentCode", "PrivacyNoticeVersion", "ProtocolNumber", "PublicBodyCode", "ReceiptNumber", "Act.Number",
            "BodyProtocol.Number"),
        Leave<AdhesionEvent>(RetentionClass.Adhesions, "ActorName", "Note"),
        Leave<SignedCopy>(RetentionClass.Adhesions, "*"),
        Leave<PecArrival>(RetentionClass.CertifiedMail, "*"),
        Leave<PecReceipt>(RetentionClass.CertifiedMail, "*"),
        Leave<SchedaRequest>(RetentionClass.Requests, "Email", "EmailKey", "OtherBody", "SearchText"),
        Stay<SchedaRequest>(Codes, "PublicBodyCode", "PrivacyNoticeVersion"),
        Leave<OutgoingMail>(
            RetentionClass.Mails, "Recipient", "RecipientName", "Content", "Mailbox", "SearchText", "FailureDetail", "ProofNumber",
            "MailingKey"),
        Stay<OutgoingMail>(Codes, "Kind", "CopyToBody"),
        Stay<MailRequest>("the job outbox, within seconds", "*"),
        Stay<RefusedMails>(Codes, "Kind"),
        Leave<Mailing>(RetentionClass.Mailings, "Subject", "Body", "CreatedBy", "QueuedBy", "LastKey"),
        Stay<Mailing>(Codes, "Province"),
        Leave<IncomingMessage>(RetentionClass.Inbox, "*"),
        Leave<BouncingAddress>(RetentionClass.Inbox, "*"),
        Stay<MailboxState>(Machine, "*"),
        Stay<MailLane>(Machine, "*"),
        Leave<AuditEntry>(
            RetentionClass.Register, "Actor", "Subject", "Details", "Before", "After", "Reason", "SearchText", "Salt"),
        Stay<AuditEntry>(Codes, "Action", "SubjectKey", "PreviousHash", "Hash", "WordsDigest", "RedactionSeal"),
        Stay<AuditChain>(Codes, "*"),
        Stay<RetentionState>("when the day comes to which it was put off", "Reason"),
        Stay<SecurityEvent>("the job security-log, after Staff:SecurityLogDays", "*"),
        Stay<SignInCount>("the job sign-in-counts, within a day", "*"),
        Stay<StaffSession>("the job security-log, after half a day", "*"),
        Stay<SavedFilter>(WithAccount, "*"),
        Stay<StaffUser>(WithAccount, "*"),
        Stay<IdentityUserClaim<string>>(WithAccount, "*"),
        Stay<IdentityUserLogin<string>>(WithAccount, "*"),
        Stay<IdentityUserPasskey<string>>(WithAccount, "*"),
        Stay<IdentityUserRole<string>>(WithAccount, "*"),
        Stay<IdentityUserToken<string>>(WithAccount, "*"),
        Stay<IdentityRole>(Codes, "*"),
        Stay<IdentityRoleClaim<string>>(Codes, "*"),
        Stay<CommittedWrite>("the job committed-writes, after two days; forms are sealed", "Answer"),
        Stay<Webinar>(Published, "*"),
        Stay<Talk>(Published, "*"),
        Stay<Speaker>(Published, "*"),
        Stay<Material>(Published, "*"),
        Stay<Question>(Published, "*"),
        Stay<WebinarAnnouncement>("what changed of a page that is published; gone when it is told", "*"),
        Stay<PressRelease>(Published, "*"),
        Stay<SiteText>(Published, "*"),
        Stay<OldSlug>(Published, "*"),
        Stay<PublicBody>("the register of bodies, which is public", "*"),
        Stay<JobLease>(Machine, "*"),
        Stay<BackupState>(Machine, "*"),
        Stay<LinkGeneration>(Machine, "*"),
        Stay<UploadFolder>(Machine, "*"),
        Stay<DataProtectionKey>(Machine, "*"),
    ];

    public static PersonalColumns? Of(Type table, string column) =>
        All.FirstOrDefault(line => line.Table == table && line.Columns.Contains(column))
        ?? All.FirstOrDefault(line => line.Table == table && line.Columns.Contains("*"));

    private static PersonalColumns Leave<T>(RetentionClass kept, params string[] columns) => new(typeof(T), columns, kept, null);

    private static PersonalColumns Stay<T>(string otherwise, params string[] columns) => new(typeof(T), columns, null, otherwise);
}
