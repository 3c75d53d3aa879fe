using System.Text;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Presence;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Retention;

/// <summary>Names that are nowhere else, put wherever the site keeps something of somebody.</summary>
public sealed class PlantedNames(TestDatabase database)
{
    /// <summary>Phones are not names, and lead to people as well.</summary>
    public static readonly IReadOnlyList<string> Needles = ["zenobio", Phone];

    private const string Phone = "091 7654321";

    public const string CommonRole = "Assistente sociale";

    private static readonly DateTimeOffset Now = TestDatabase.Now;

    public int Count { get; private set; }

    public async Task PlantAsync(int people)
    {
        var (first, second) = (await WebinarAsync(-2), await WebinarAsync(-1));
        var note = await database.AskAsync(first, Questions.Note);
        var table = await database.AskAsync(first, Questions.Table);
        await RegistrationsAsync(first, people, note, table);
        await RegistrationsAsync(second, people / 3, null, null);
        await AdhesionsAsync();
        await MailsAsync();
        await StaffAsync();
    }

    private string Name() => $"Zenobio{++Count}";

    private EmailAddress Address() => EmailAddress.Parse($"{Name()}@ente.example");

    private async Task<Webinar> WebinarAsync(int day)
    {
        var start = Now.AddDays(day);
        var webinar = new Webinar($"w{Guid.NewGuid():N}", "Un tavolo tecnico", start, start.AddHours(2));
        webinar.Publish();
        await database.WriteAsync(db => db.AddAsync(webinar).AsTask());
        return webinar;
    }

    private Task RegistrationsAsync(Webinar webinar, int people, Question? note, Question? table) => database.WriteAsync(async db =>
    {
        var bodies = await db.PublicBodies.OrderBy(b => b.Code).Take(20).ToListAsync();
        var import = new RegistrationImport(
            webinar.Id, $"{Name()}@anci.example", new ImportTerms($"{Name()}.csv", $"per {Name()}", Name(), true, false, false), 3, 3, Now);
        import.Undo($"{Name()}@anci.example", 1, 1, Now);
        db.RegistrationImports.Add(import);
        for (var number = 1; number <= people; number++)
        {
            var body = number % 4 == 0 ? null : bodies[number % bodies.Count];
            var rare = number % 10 == 0;

            // The same addresses come to both webinars.
            var participant = new Participant(
                Name(), Name(), EmailAddress.Parse($"zenobio-p{number}{(number % 5 == 0 ? "+qui" : "")}@ente.example"),
                (ParticipantKind)(number % 3), body?.Code, body is null ? $"Cooperativa {Name()}" : null,
                body?.FullName ?? "Cooperativa zenobio", rare ? $"Segue {Name()}" : CommonRole,
                $"+39 {Phone}");
            var registration = Registration.SignUp(
                webinar.Id, number, 1000, participant, People.Notice with { FutureInvitations = true }, Now);
            if (number % 7 == 0)
            {
                registration.Cancel($"Al mio posto viene {Name()}", Now);
            }

            db.Registrations.Add(registration);
            db.RegistrationEvents.Add(new RegistrationEvent(
                registration.Id, RegistrationEventKind.Changed, $"{Name()}@anci.example", $"nome: {Name()}", Now));
            db.PresenceIntervals.Add(new PresenceInterval(
                registration.Id, PresenceSource.EntryPage, webinar.StartsAt, webinar.StartsAt.AddMinutes(number % 120)));
            await AfterTheWebinarAsync(db, webinar, registration, number);
            if (note is not null && table is not null)
            {
                db.Answers.Add(new Answer(registration.Id, note.Id, $"Saluti da {Name()}"));
                db.Answers.Add(new Answer(registration.Id, table.Id, number % 2 == 0 ? "Mattina" : "Sera"));
            }
        }
    });

    /// <summary>What is written down when it is over.</summary>
    private async Task AfterTheWebinarAsync(CooperaDb db, Webinar webinar, Registration registration, int number)
    {
        var stay = new PresenceInterval(registration.Id, PresenceSource.Staff, webinar.StartsAt, webinar.StartsAt.AddMinutes(30))
        {
            Reason = $"Lo dice {Name()}",
            StatedBy = $"{Name()}@anci.example",
        };
        if (number % 3 == 0)
        {
            stay.Exclude($"{Name()}@anci.example", $"Era {Name()}", Now);
        }

        db.PresenceIntervals.Add(stay);
        if (number % 20 != 1)
        {
            return;
        }

        var request = new PresenceRequest(registration.Id, $"C’ero, con {Name()}", Now);
        request.Decide(accepted: true, $"{Name()}@anci.example", $"Lo conferma {Name()}", Now);
        db.PresenceRequests.Add(request);
        var pairing = new PresencePairing($"iphone di {Name()} {webinar.Id}");
        pairing.Say($"iPhone di {Name()}", registration.EmailKey, registration.SortName, 1, $"{Name()}@anci.example", Now);
        db.PresencePairings.Add(pairing);
        if (number == 1)
        {
            db.CodeWords.Add(new CodeWord(webinar.Id, "girasole", $"{Name()}@anci.example", Now));
            var report = new PresenceImport(
                webinar.Id, $"{Name()}@anci.example", new ImportedReport($"{Name()}.csv", new string('a', 64), "Zoom", 3), 2, 1, Now);
            report.Undo($"{Name()}@anci.example", 1, Now);
            db.PresenceImports.Add(report);
            db.IpaImports.Add(new IpaImport($"{Name()}@anci.example", "enti.csv", new DateOnly(2026, 11, 1), "2 enti", Now));
        }

        var certificate = new Certificate(
            registration, 2026, number + (webinar.Id * 1000),
            SampleCertificates.Facts with { Person = $"{Name()} {Name()}", Body = $"Ente di {Name()}" }, $"{Name()}@anci.example", Now);
        certificate.Make(await FileAsync(), sealedBy: null, isTimestamped: false, Now);
        certificate.End(CertificateState.Revoked, $"Era di {Name()}", Now);
        db.Certificates.Add(certificate);
    }

    private async Task AdhesionsAsync()
    {
        var bodies = await database.ReadAsync(db => db.PublicBodies.AsNoTracking()
            .Where(b => !db.Adhesions.Any(a => a.PublicBodyCode == b.Code)).OrderBy(b => b.Code).Take(12).ToListAsync());
        AdhesionStatus[] ends = [AdhesionStatus.Draft, AdhesionStatus.ChangesRequested, AdhesionStatus.Accepted, AdhesionStatus.Refused,
            AdhesionStatus.Withdrawn];
        foreach (var (body, end) in bodies.Zip([.. ends, .. ends]))
        {
            var adhesion = await AdhesionAsync(body, end);
            await database.WriteAsync(db => db.AddAsync(adhesion).AsTask());
        }

        await database.WriteAsync(async db =>
        {
            db.SchedaRequests.Add(new SchedaRequest(Address(), bodies[0], null, "2026-11-01", Now));
            db.SchedaRequests.Add(new SchedaRequest(Address(), null, $"Ente di {Name()}", "2026-11-01", Now));
            for (var number = 0; number < 3; number++)
            {
                var arrival = new PecArrival(
                    $"{Name()}@pec.example", $"Scheda di {Name()}", true, Now, await FileAsync(), $"{{\"Signer\":\"{Name()}\"}}",
                    new BodyProtocol("12", new DateOnly(2026, 11, 1), $"Ufficio di {Name()}"), Now);
                arrival.Ask(PecDoubt.Unrecognised, []);
                if (number > 0)
                {
                    arrival.Dismiss($"{Name()}@anci.example", Now);
                }

                db.PecArrivals.Add(arrival);
            }
        });
    }

    private async Task<Adhesion> AdhesionAsync(PublicBody body, AdhesionStatus end)
    {
        var staff = Actor.Staff($"{Name()}@anci.example");
        var adhesion = Adhesion.Start(body, Address(), Address(), "2026-11-01", Now);
        adhesion.Prove(Now);
        adhesion.TellPeople(
            body, new LegalRepresentative(Name(), Name(), LegalOffice.Mayor), Person(), Person(), Actor.Body, Now);
        adhesion.TellNetworkAndAct(
            new SaiNetwork(SaiProject.No, SaiKinds.None, null), new AdhesionAct(ActKind.ToBeAdopted, "", null), Actor.Body, Now);
        if (end == AdhesionStatus.Draft)
        {
            return adhesion;
        }

        var file = await FileAsync();
        adhesion.ReceiveSignedCopy(file, $"{{\"Signer\":\"{Name()}\"}}", $"COOP-2026-{body.Code}", Actor.Body, Now);
        adhesion.ReadProtocol(new BodyProtocol("7", new DateOnly(2026, 11, 1), $"Ufficio di {Name()}"), Actor.Body, Now);
        adhesion.StartReview(staff, Now);
        switch (end)
        {
            case AdhesionStatus.ChangesRequested:
                adhesion.RequestChanges($"Manca la firma di {Name()}", staff, Now);
                break;
            case AdhesionStatus.Accepted:
                adhesion.Accept(staff, Now);
                break;
            case AdhesionStatus.Refused:
                adhesion.Refuse($"{Name()} non firma", staff, Now);
                break;
            default:
                adhesion.Withdraw($"Lo chiede {Name()}", staff, Now);
                break;
        }

        return adhesion;

        ContactPerson Person() => new(Name(), Name(), Name(), Name(), $"+39 {Phone}", Address());
    }

    private async Task<StoredFile> FileAsync()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes($"Firmato: {Name()}"));
        return (await database.Services.GetRequiredService<UploadStore>().SaveAsync(
            content, $"scheda-{Name()}.pdf", "application/pdf", 1000, TestContext.Current.CancellationToken))!;
    }

    private async Task MailsAsync()
    {
        var receipt = await FileAsync();
        await database.WriteAsync(async db =>
        {
            var mailing = new Mailing(new MailingContent($"Per {Name()}", $"Caro {Name()}", new Audience(AudienceKind.Contacts)), false,
                $"{Name()}@anci.example", Now);
            mailing.Queue($"{Name()}@anci.example", Now);
            mailing.Advance($"{Name()}@ente.example", 20);
            mailing.Finish();
            db.Mailings.Add(mailing);
            db.Mailings.Add(new Mailing(new MailingContent(Name(), Name(), new Audience(AudienceKind.Contacts)), false,
                $"{Name()}@anci.example", Now));
            for (var number = 0; number < 40; number++)
            {
                var mail = new OutgoingMail(
                    MailCause.Staff, number % 2 == 0 ? "registration-confirmed" : "message", Address(), Name(),
                    $"{{\"Name\":\"{Name()}\",\"Note\":\"{Name()}\"}}", null, Now)
                {
                    MailingId = number < 20 ? mailing.Id : null,
                    MailingKey = number < 20 ? $"{Name()}@ente.example" : null,
                };
                mail.MarkSent(Now);
                if (number % 8 == 7)
                {
                    mail.MarkBounced(new MailFailure(MailFailureKind.NoSuchMailbox, $"550 no {Name()} here"), Now);
                }

                db.OutgoingMails.Add(mail);
                if (number == 2)
                {
                    db.PecReceipts.Add(new PecReceipt(mail.Id, PecReceiptKind.Accepted, $"{Name()}@pec.example", Now, true, Now)
                    {
                        ErrorDetail = Name(),
                        Provider = "Pec di prova",
                        StoreKey = receipt.Key,
                        Sha256 = receipt.Sha256,
                    });
                }
            }

            var byHand = new OutgoingMail(MailCause.Staff, "message", Address(), Name(), $"{{\"Name\":\"{Name()}\"}}", null, Now);
            db.OutgoingMails.Add(byHand);
            await db.SaveChangesAsync();
            await db.OutgoingMails.Where(m => m.Id == byHand.Id).ExecuteUpdateAsync(m => m
                .SetProperty(x => x.Status, OutgoingMailStatus.Sent).SetProperty(x => x.SentAt, Now)
                .SetProperty(x => x.ProofNumber, $"prot. {Name()}"));
            for (var number = 0; number < 10; number++)
            {
                var incoming = new IncomingMessage(
                    "casella", 1, number + 1, $"{Name()}@ente.example", $"{Name()}@ente.example", $"Da {Name()}", Now, Now);
                incoming.Became(InboxOutcome.LeftAlone, $"di {Name()}");
                var bouncing = new BouncingAddress(Address(), Now);
                bouncing.Bounced(new MailFailure(MailFailureKind.NoSuchMailbox, $"550 no {Name()} here"), Now);
                await db.AddRangeAsync(incoming, bouncing);
            }
        });
        var folder = Directory.CreateDirectory(database.Settings.Mail.Folder).FullName;
        var eml = Path.Combine(folder, "20261128-101010-abc.eml");
        await File.WriteAllTextAsync(eml, $"To: {Name()}@ente.example");
        File.SetLastWriteTimeUtc(eml, Now.UtcDateTime);
    }

    private Task StaffAsync() => database.WriteAsync(db =>
    {
        for (var number = 0; number < 50; number++)
        {
            db.AuditEntries.Add(new AuditEntry($"{Name()}@anci.example", AuditAction.RegistrationCorrected, Name(), $"era {Name()}", Now)
            {
                SubjectKey = AuditSubject.Registration(Guid.NewGuid()),
                Before = $"Nome: {Name()}",
                After = $"Nome: {Name()}",
                Reason = $"Lo chiede {Name()}",
            });
            db.SecurityEvents.Add(new SecurityEvent(
                Now, SecurityCode.SignedIn, null, $"{Name()}@anci.example", "192.0.2.7", "Firefox", $"per {Name()}"));
        }

        return Task.CompletedTask;
    });
}
