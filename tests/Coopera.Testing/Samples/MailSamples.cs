using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Mailings;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.OwnData;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Testing.Data;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Coopera.Testing.Samples;

/// <summary>One mail of every kind, and the site's own way from its row in the outbox to a message.</summary>
public static class MailSamples
{
    public static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    public static readonly WebinarFacts Webinar = new(
        7,
        "accogliere-insieme",
        "Accogliere insieme",
        "Dall’emergenza al welfare di comunità",
        RomeTime.FromRome(2026, 1, 29, 15),
        RomeTime.FromRome(2026, 1, 29, 17),
        IsSample: false,
        CalendarSequence: 2);

    public static readonly RegistrationFacts Registration = new(
        Guid.Parse("0199a5b0-6f5c-7000-8000-0123456789ab"), 1, 3,
        RegistrationStatus.Confirmed, "Maria", "Rossi", EmailAddress.Parse("Maria.Rossi@comune.example"));

    private static readonly RegistrationFacts Waiting = Registration with { Status = RegistrationStatus.Waiting };

    private static readonly WebinarFacts Other = Webinar with
    {
        Id = 8,
        Slug = "bilancio-sociale",
        Title = "Il bilancio sociale",
        Theme = "",
        StartsAt = RomeTime.FromRome(2026, 2, 1, 1),
        EndsAt = RomeTime.FromRome(2026, 2, 1, 2, 30),
        IsSample = true,
    };

    private static readonly WebinarFacts OnZoom = Webinar with { Platform = "Zoom" };

    private static readonly AdhesionFacts Adhesion = new(
        Guid.Parse("0199a5b0-6f5c-7000-8000-ba9876543210"), 1, "Comune di Castroreale (ME)", "ADE-2026-0007", "RIC-2026-0003");

    private static readonly IssuedFacts Certificate = new(
        Guid.Parse("0199a5b0-6f5c-7000-8000-00000000feed"), "2026/000012", SampleCertificates.Code, "Maria", "Rossi", "Accogliere insieme",
        Webinar.StartsAt, Webinar.EndsAt, StoreKey: null, Replaces: null);

    public static IReadOnlyDictionary<string, MailContent> All { get; } = new Dictionary<string, MailContent>
    {
        ["link to one's data"] = new DataLinkSent(Guid.Parse("0199a5b0-6f5c-7000-8000-aa0123456789"), Now.AddYears(80)),
        ["data request asked"] = new DataRequestTold(
            DataRequestKind.Correction, DataRequestStatus.Open, Now, new DateOnly(2026, 2, 15), 0, [], ""),
        ["data erased"] = new DataRequestTold(
            DataRequestKind.Erasure, DataRequestStatus.Done, Now, new DateOnly(2026, 2, 15), 2,
            [StaysBehind.StaffRegister, StaysBehind.Request, StaysBehind.Backups], ""),
        ["data request refused"] = new DataRequestTold(
            DataRequestKind.Erasure, DataRequestStatus.Refused, Now, new DateOnly(2026, 2, 15), 0, Enum.GetValues<StaysBehind>(),
            "L’adesione è ancora aperta.\nScrivici quando l’ente avrà indicato un altro nome."),
        ["confirmed"] = new RegistrationConfirmed(Webinar, Registration),
        ["confirmed for a sample webinar"] = new RegistrationConfirmed(Other, Registration),
        ["waiting"] = new RegistrationWaiting(Webinar, Waiting),
        ["to confirm"] = new RegistrationToConfirm(
            Webinar, Registration with { Status = RegistrationStatus.Unconfirmed, LinkVersion = 0 }, Now.AddHours(1)),
        ["to confirm beside another person"] = new RegistrationToConfirm(
            Webinar,
            Registration with { Status = RegistrationStatus.Unconfirmed, LinkVersion = 0, FirstName = "Luca", LastName = "Bianchi" },
            Now.AddHours(1), Beside: Registration),
        ["to confirm together"] = new RegistrationToConfirm(
            Webinar, Registration with { Status = RegistrationStatus.Unconfirmed, LinkVersion = 0 }, Now.AddHours(1),
            Names: ["Maria Rossi", "Luca Bianchi", "Suharto"]),
        ["confirmed by a colleague"] = new RegistrationConfirmed(Webinar, Registration, new FromColleague(AsksQuestions: true)),
        ["waiting by a colleague"] = new RegistrationWaiting(Webinar, Waiting, new FromColleague(AsksQuestions: false)),
        ["already registered"] = new AlreadyRegistered(Webinar, Registration),
        ["already waiting"] = new AlreadyRegistered(Webinar, Waiting),
        ["place assigned"] = new PlaceAssigned(Webinar, Registration),
        ["cancelled"] = new RegistrationCancelled(Webinar, Registration with { Status = RegistrationStatus.Cancelled }, HadPlace: true),
        ["left the waiting list"] = new RegistrationCancelled(
            Webinar, Registration with { Status = RegistrationStatus.Cancelled }, HadPlace: false),
        ["moved"] = new RegistrationMoved(Webinar, Registration),
        ["moved while waiting"] = new RegistrationMoved(Webinar, Waiting),
        ["address replaced"] = new AddressReplaced(Webinar, "Maria", Registration),
        ["address replaced while waiting"] = new AddressReplaced(Webinar, "Maria", Waiting),
        ["address put right by staff"] = new AddressReplaced(Webinar, "Maria", Registration, ByStaff: true),
        ["invitation declined"] = new InvitationDeclined(Webinar, Registration),
        ["one link"] = new YourLinks([new RegistrationLink(Webinar, Registration)]),
        ["blank scheda"] = new BlankSchedaSent(null, null),
        ["blank scheda for a letter"] = new BlankSchedaSent(null, null) { ByMail = true },
        ["blank scheda for a body"] = new BlankSchedaSent("083016", "Comune di Castroreale (ME)"),
        ["adhesion started"] = new AdhesionNews(Adhesion with { ReceiptNumber = null }, AdhesionEventKind.Started, null),
        ["adhesion needs changes"] = new AdhesionNews(Adhesion, AdhesionEventKind.ChangesRequested, "Manca la firma.\nManca l’atto."),
        ["adhesion accepted"] = new AdhesionNews(Adhesion, AdhesionEventKind.Accepted, null),
        ["adhesion link again"] = new AdhesionLinkAgain(Adhesion with { ReceiptNumber = null }, AdhesionStatus.Draft, SentFile: false),
        ["adhesion link again after a file"] = new AdhesionLinkAgain(Adhesion, AdhesionStatus.InReview, SentFile: true),
        ["adhesion link again of a member"] = new AdhesionLinkAgain(Adhesion, AdhesionStatus.Accepted, SentFile: true),
        ["body is a member"] = new BodyIsMember("Comune di Castroreale (ME)"),
        ["adhesion copied to the body"] = new AdhesionCopyToBody(Adhesion, AdhesionEventKind.SignedCopyReceived),
        ["password reset"] = new PasswordReset("0199a5b0-6f5c-7000-8000-0123456789ff", "0123456789abcdef0123456789abcdef", Now),
        ["account changed"] = new AccountChanged(AccountChange.PasskeyAdded, Now),
        ["second step removed"] = new AccountChanged(AccountChange.SecondStepRemoved, Now),
        ["confirmed with the platform"] = new RegistrationConfirmed(OnZoom, Registration),
        ["place assigned with the platform"] = new PlaceAssigned(OnZoom, Registration),
        ["webinar changed"] = new WebinarChanged(
            OnZoom, Registration, [new ChangedFact("Titolo", "Accogliere", "Accogliere insieme"), new ChangedFact("Piattaforma",
                "Microsoft Teams", "Zoom")]),
        ["webinar changed while waiting"] = new WebinarChanged(Webinar, Waiting, [new ChangedFact("Quando", "lunedì", "giovedì")]),
        ["webinar cancelled"] = new WebinarCancelled(Webinar, Registration, "Il relatore è malato.\nLo rifaremo a marzo."),
        ["webinar cancelled while waiting"] = new WebinarCancelled(Webinar, Waiting, "Il relatore è malato."),
        ["webinar restored"] = new WebinarRestored(OnZoom, Registration),
        ["webinar restored while waiting"] = new WebinarRestored(Webinar, Waiting),
        ["reminder a week before"] = new WebinarReminder(OnZoom, Registration, ReminderRule.WeekBefore, Webinar.StartsAt),
        ["reminder the day before"] = new WebinarReminder(OnZoom, Registration, ReminderRule.DayBefore, Webinar.StartsAt),
        ["reminder an hour before"] = new WebinarReminder(OnZoom, Registration, ReminderRule.HourBefore, Webinar.StartsAt),
        ["waited in vain"] = new WaitedInVain(Webinar, Waiting, Webinar.StartsAt),
        ["thanks"] = new WebinarThanks(Webinar, Registration, CameIn: true, HasMaterials: true),
        ["thanks without materials"] = new WebinarThanks(Webinar, Registration, CameIn: false, HasMaterials: false),
        ["presence registered"] = new PresenceDecided(
            Webinar, Registration, "dalle 15:00 alle 17:00", "Il tuo nome è nella registrazione della sala."),
        ["presence not registered"] = new PresenceDecided(
            Webinar, Registration, null, "Nella sala di cui scrivi non risulta nessun collegamento."),
        ["thanks with a questionnaire"] = new WebinarThanks(Webinar, Registration, CameIn: true, HasMaterials: true) { SurveyId = 3 },
        ["questionnaire"] = new QuestionnaireOpen(Webinar, Registration, 3, SurveyRound.Afterwards, Webinar.EndsAt.AddDays(14)),
        ["questionnaire three months later"] = new QuestionnaireOpen(
            Webinar, Registration, 4, SurveyRound.AtWork, Webinar.EndsAt.AddDays(104)),
        ["way in moved"] = new WayInMoved(OnZoom, Registration),
        ["colleague invited"] = new ColleagueInvited(
            "0199a5b0-6f5c-7000-8000-00000000c0de", new string('a', 32), "Nunzia D’Angelo", "nunzia@anci.example",
            StaffRoles.Secretariat, MayExport: true, "segreteria@anci.example", Now.AddDays(7)),
        ["certificate"] = new CertificateIssued(Certificate, IsAttached: false),
        ["certificate put right"] = new CertificateIssued(Certificate with { Replaces = "2026/000007" }, IsAttached: false),
        ["certificate revoked"] = new CertificateRevoked(Certificate, "Era di un’altra persona."),
        ["certificate to look at"] = new CertificateSpecimen("Accogliere insieme", SampleCertificates.Facts),
        ["links to certificates"] = new YourCertificates(
            Guid.Parse("0199a5b0-6f5c-7000-8000-00000000cafe"), new DateOnly(2026, 2, 14), 2),
        ["mail test"] = new MailTest(Now),
        ["two links"] = new YourLinks(
            [new RegistrationLink(Webinar, Registration), new RegistrationLink(Other, Waiting with { LinkVersion = 4 })]),
        ["message to people"] = new SecretariatMessage(
            Guid.Parse("0199a5b0-6f5c-7000-8000-aaaaaaaaaaaa"), "{{titolo}}: che cosa portare",
            "Ciao {{nome}},\n\nci vediamo **{{quando}}**. Prepara:\n\n- un documento\n- le domande del {{ente}}\n\n"
            + "[Entra nel webinar]({{entra}})\n\n[Apri la tua iscrizione]({{iscrizione}})\n\nLa pagina: {{pagina}}",
            new Audience(AudienceKind.People, 7, PeopleStates.Confirmed),
            new MessageReader("maria.rossi@comune.example", "Maria", "Rossi", "Comune di Castroreale (ME)"), Webinar, Registration),
        ["invitation to a webinar"] = new WebinarInvitation(
            Guid.Parse("0199a5b0-6f5c-7000-8000-bbbbbbbbbbbb"), MailingPhrases.InvitationSubject,
            MailingPhrases.InvitationBody.ReplaceLineEndings("\n"), new Audience(AudienceKind.Invitations, 7),
            new MessageReader("maria.rossi@comune.example", "Maria", "Rossi", ""), Webinar, Registration),
    };

    public static OutgoingMail Row(
        MailContent content, string recipientName = "Maria Rossi", string recipient = "Maria.Rossi@comune.example") =>
        new(MailCause.Schedule, content.KindId, EmailAddress.Parse(recipient), recipientName, content.ToJson(), Registration.Id, Now);

    /// <summary>Rendered, written out and read again, as a mail program gets it.</summary>
    public static async Task<MimeMessage> ArrivesAsync(this IHasServices site, OutgoingMail mail)
    {
        var rendered = await site.Services.GetRequiredService<MailRenderer>().RenderAsync(mail, MailContent.FromJson(mail.Content));
        var wire = new MemoryStream();
        await rendered.WriteToAsync(wire);
        wire.Position = 0;
        return await MimeMessage.LoadAsync(wire);
    }

    public static Task<MimeMessage> ArrivesAsync(this IHasServices site, MailContent content) => site.ArrivesAsync(Row(content));
}
