using System.Text.RegularExpressions;
using Coopera.Core.Coordination;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Browser;

/// <summary>Webinars in every phase and people signed up, set on a site before somebody looks at its pages.</summary>
public static partial class Stage
{
    /// <summary>Tests share the site: what one of them is sending must have arrived before another looks.</summary>
    private static readonly SemaphoreSlim Delivery = new(1);

    private const string Theme = "Come leggere i bisogni del territorio e tenere insieme servizi sociali, scuola e salute";

    public static Task<Webinar> OpenAsync(this CooperaSite site, int? capacity = 40) =>
        site.WebinarAsync(() => Make(new Webinar(Slug(), "Accogliere insieme", In(20), In(20, 2))
        {
            Theme = Theme,
            Description = Description,
            Audience = "Personale dei servizi sociali dei Comuni, operatrici e operatori dell’accoglienza.",
            Coordinator = "La segreteria del Coordinamento",
            Partners = "Comune di Palermo (capofila)\nComune di Trapani\nComune di Agrigento",
            Capacity = capacity,
            AsksPhone = true,
        }));

    /// <summary>With extra questions, two of them asked only after certain answers.</summary>
    public static async Task<Webinar> AskingAsync(this CooperaSite site)
    {
        var webinar = await site.OpenAsync();
        await site.WriteAsync(db =>
        {
            var lunch = Question.Ask(webinar.Id, 1, new QuestionContent(QuestionKind.YesNo, "Ti fermi a pranzo?") { Required = true });
            var diet = Question.Ask(webinar.Id, 2, new QuestionContent(QuestionKind.SeveralChoices, "Che cosa mangi?")
            {
                Required = true,
                Hint = "Il pranzo è offerto: ci serve solo per ordinare.",
                Options = ["Allergie", "Vegetariano", "Tutto"],
                ShownIf = new QuestionCondition(lunch.Key, Question.Yes),
            });
            db.Questions.AddRange(lunch, diet, Question.Ask(webinar.Id, 3, new QuestionContent(QuestionKind.Text,
                "A che cosa sei allergica o allergico?")
            {
                Required = true,
                ShownIf = new QuestionCondition(diet.Key, "Allergie"),
            }));
            return Task.CompletedTask;
        });
        return webinar;
    }

    /// <summary>What everybody who signed up for it answered, in the order of the form.</summary>
    public static Task<List<string>> AnswersAsync(this CooperaSite site, Webinar webinar) => site.ReadAsync(db => db.Answers
        .Join(
            db.Questions.Where(q => q.WebinarId == webinar.Id),
            a => a.QuestionId,
            q => q.Id,
            (answer, question) => new { answer, question })
        .OrderBy(x => x.question.Position).ThenBy(x => x.answer.Id).Select(x => x.answer.Value).ToListAsync());

    /// <summary>The address that the log of an installation without administrator prints.</summary>
    public static string FirstAccess(this CooperaSite site)
    {
        using var scope = site.Services.CreateScope();
        return new Uri(scope.ServiceProvider.GetRequiredService<FirstAdministrators>().NewLink()).PathAndQuery;
    }

    /// <summary>Ready to be published, with two talks and a material of each kind.</summary>
    public static async Task<Webinar> DraftAsync(this CooperaSite site)
    {
        var webinar = new Webinar(Slug(), "Il lavoro di comunità", In(40), In(40, 2))
        {
            Theme = Theme,
            Description = Description,
            Capacity = 60,
            Platform = "Zoom",
        }
            .With(new Talk(
                "Il modello Torino",
                "Un progetto che è parte dei servizi",
                new Speaker("Anna Bianchi", "dirigente"),
                new Speaker("Bruno Verdi", "operatore")))
            .With(new Talk("Domande e risposte", ""));
        webinar.Add(Material.Link(
            "La registrazione del primo incontro", "https://video.example/primo-incontro", forRegisteredOnly: true, DateTimeOffset.UtcNow));
        webinar.Add(Material.Link("La guida", "https://www.anci.sicilia.it/guida", forRegisteredOnly: false, DateTimeOffset.UtcNow));
        await site.WriteAsync(db => db.Webinars.AddAsync(webinar).AsTask());
        return webinar;
    }

    /// <summary>One place, taken, and somebody already waiting.</summary>
    public static async Task<Webinar> FullAsync(this CooperaSite site)
    {
        var webinar = await site.OpenAsync(capacity: 1);
        await site.SignUpAsync(webinar, "prima@comune.example");
        await site.SignUpAsync(webinar, "seconda@comune.example");
        return webinar;
    }

    /// <summary>More people than one page of the list shows, some of them waiting.</summary>
    public static async Task<Webinar> BusyAsync(this CooperaSite site)
    {
        string[] names = ["Anna", "Salvatore", "Øyvind", "Maria Grazia", "Nunzio"];
        string[] surnames = ["D’Angelo", "Lo Bue", "De Blasi", "Cusumano", "La Rocca", "Di Stefano", "Ferrara"];
        var webinar = await site.OpenAsync(capacity: 50);
        for (var number = 0; number < 55; number++)
        {
            await site.SignUpAsync(
                webinar, $"persona{number + 1}@comune.example", names[number % names.Length], surnames[number % surnames.Length]);
        }

        return webinar;
    }

    public static Task<Webinar> NotYetOpenAsync(this CooperaSite site) => site.WebinarAsync(() => Make(
        new Webinar(Slug(), "Minori soli: i primi passi", In(60), In(60, 2)) { Theme = Theme, RegistrationOpensAt = In(30) }));

    public static Task<Webinar> ClosedAsync(this CooperaSite site) => site.WebinarAsync(() => Make(
        new Webinar(Slug(), "Rendicontare un progetto SAI", In(40), In(40, 2)) { Theme = Theme, RegistrationClosesAt = In(-10) }));

    public static Task<Webinar> CancelledAsync(this CooperaSite site) => site.WebinarAsync(() =>
    {
        var webinar = Make(new Webinar(Slug(), "La casa dopo l’accoglienza", In(25), In(25, 2)) { Theme = Theme });
        webinar.Cancel("La relatrice non può partecipare: stiamo cercando una nuova data.", DateTimeOffset.UtcNow);
        return webinar;
    });

    /// <summary>Signs somebody up without the form, and returns the address of their personal page.</summary>
    public static async Task<string> SignUpAsync(
        this CooperaSite site, Webinar webinar, string email, string firstName = "Maria", string lastName = "Lo Bue")
    {
        await using var scope = site.Services.CreateAsyncScope();
        var person = new Participant(
            firstName, lastName, EmailAddress.Parse(email), ParticipantKind.Staff,
            "083016", null, "Comune di Castroreale (ME)", "Assistente sociale", null);
        var notice = new PrivacyNoticeReading(PrivacyNotice.Day, DateTimeOffset.UtcNow, FutureInvitations: false);
        await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(webinar.Id, person, notice);
        var registration =
            await site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(
                r => r.WebinarId == webinar.Id && r.Email == EmailAddress.Parse(email)));
        return $"/iscrizioni/{site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(registration.Id, registration.LinkVersion))}";
    }

    /// <summary>
    /// As many as an office may sign up from this machine, and one more: returns the address of the page where that one confirms.
    /// </summary>
    public static async Task<string> CrowdAsync(this CooperaSite site, Webinar webinar)
    {
        Guid last = default;
        foreach (var network in new[] { "127.0.0.1", "::/64" })
        {
            for (var number = 1; number <= 61; number++)
            {
                var email = EmailAddress.Parse($"persona{number}{(network[0] == ':' ? "b" : "")}@comune.example");
                var person = new Participant("Persona", $"Numero {number}", email, ParticipantKind.Citizen, null, null, null, null, null);
                var notice = new PrivacyNoticeReading(PrivacyNotice.Day, DateTimeOffset.UtcNow, FutureInvitations: false);
                await site.InScopeAsync(services => services.GetRequiredService<SignUp>()
                    .RunAsync(webinar.Id, person, notice, network));
            }

            last = await site.ReadAsync(db => db.Registrations.Where(r => r.WebinarId == webinar.Id).OrderByDescending(r => r.Number)
                .Select(r => r.Id).FirstAsync());
        }

        return site.ConfirmAddress(last, webinar);
    }

    /// <summary>Of an invitation to somebody who has signed up.</summary>
    public static async Task<string> UnsubscribeAddressAsync(this CooperaSite site, Webinar webinar, bool wanted)
    {
        var email = $"{Guid.NewGuid():N}@comune.example";
        await site.SignUpAsync(webinar, email);
        var id = Guid.Empty;
        await site.WriteAsync(async db =>
        {
            var registration = await db.Registrations.SingleAsync(r => r.Email == EmailAddress.Parse(email));
            registration.ChooseInvitations(wanted);
            id = registration.Id;
        });
        return $"/inviti/{site.Services.GetRequiredService<UnsubscribeLinks>().Token(new PersonalLink(id, 0))}";
    }

    public static string ConfirmAddress(this CooperaSite site, Guid registration, Webinar webinar) =>
        $"/iscrizioni/{site.Services.GetRequiredService<ConfirmationLinks>().Token(new PersonalLink(registration, webinar.Id))}/conferma";

    /// <summary>Mails to it came back, and what came in is kept.</summary>
    public static async Task<Guid> LetRestAsync(this CooperaSite site, string email)
    {
        var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var address = new BouncingAddress(EmailAddress.Parse(email), now);
        for (var i = 0; i < BouncingAddress.HardBouncesToRest; i++)
        {
            address.Bounced(new(MailFailureKind.NoSuchMailbox, $"550 5.1.1 <{email}>: Recipient address rejected: User unknown"), now);
        }

        var messages = Enum.GetValues<InboxOutcome>().Select((outcome, i) =>
        {
            var message = new IncomingMessage(
                "webinar@anci.example", 7, i, $"{i}@comune.example", $"persona{i}@comune.example", $"Oggetto numero {i}",
                now.AddMinutes(-i), now);
            message.Became(outcome);
            return message;
        }).ToList();
        messages[1].SetAside(InboxTrouble.TooLarge, "61 MB");
        await site.WriteAsync(async db =>
        {
            db.BouncingAddresses.Add(address);
            await db.IncomingMessages.AddRangeAsync(messages);
        });
        return address.Id;
    }

    /// <summary>The last mail to this address could not be handed over, and the site has given up.</summary>
    public static async Task<Guid> GiveUpMailAsync(this CooperaSite site, string email, MailFailure failure)
    {
        var id = await site.ReadAsync(
            db => db.OutgoingMails.Where(m => m.Recipient == EmailAddress.Parse(email))
                .OrderByDescending(m => m.CreatedAt).Select(m => m.Id).FirstAsync());
        await site.WriteAsync(async db =>
            (await db.OutgoingMails.SingleAsync(m => m.Id == id)).MarkFailedAttempt(failure, DateTimeOffset.UtcNow, isFinal: true));
        return id;
    }

    /// <summary>The site had no account for certified mail when this was due.</summary>
    public static async Task<Guid> LeaveMailByHandAsync(this CooperaSite site, Adhesion adhesion)
    {
        var mail = Outbox.Row(
            MailCause.Staff,
            new AdhesionCopyToBody(AdhesionFacts.Of(adhesion, "Comune di Palermo (PA)"), AdhesionEventKind.SignedCopyReceived),
            EmailAddress.Parse("protocollo@pec.comune.example"), "Comune di Palermo (PA)", null, DateTimeOffset.UtcNow, adhesion.Id);
        await site.WriteAsync(async db =>
        {
            await db.OutgoingMails.AddAsync(mail);
            await db.SaveChangesAsync();
            await db.OutgoingMails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(
                m => m.SetProperty(x => x.Status, OutgoingMailStatus.ByHand));
        });
        return mail.Id;
    }

    /// <summary>Something came by PEC of which the site does not know where it belongs.</summary>
    public static Task ArriveByPecAsync(this CooperaSite site, Adhesion adhesion) => site.WriteAsync(async db =>
    {
        var now = DateTimeOffset.UtcNow;
        var file = new StoredFile(
            Guid.NewGuid().ToString("N"), "scheda-firmata.pdf.p7m", "application/pkcs7-mime", 184_000, new string('0', 64));
        await db.PecArrivals.AddAsync(new PecArrival(
            "protocollo@pec.comune.example", "Trasmissione della scheda di adesione", isVerified: false, now.AddHours(-3), file, "{}",
            new BodyProtocol("0001234", new DateOnly(2026, 11, 20), "AOO1, Ufficio protocollo"), now)
            .Ask(PecDoubt.NotVerified, [adhesion.Id]));
        await db.PecArrivals.AddAsync(new PecArrival(
            "sindaca@pec.comune.example", "Scheda", isVerified: true, now.AddHours(-1), file with { Name = "scansione.pdf" }, "{}",
            BodyProtocol.Unknown, now).Ask(PecDoubt.NoAdhesion, []));
    });

    /// <summary>A comune begins the scheda on line, without the form.</summary>
    public static async Task<Adhesion> BeginAdhesionAsync(this CooperaSite site, string bodyCode, bool opened = true)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StartAdhesion>().RunAsync(bodyCode, EmailAddress.Parse("sai@comune.example"));
        var id = await site.ReadAsync(db => db.Adhesions.Where(a => a.PublicBodyCode == bodyCode).Select(a => a.Id).SingleAsync());
        if (opened)
        {
            await scope.ServiceProvider.GetRequiredService<ChangeAdhesion>().RunAsync(id, null, (_, _, _, _) => Task.CompletedTask);
        }

        return await site.ReadAsync(db => db.Adhesions.AsNoTracking().SingleAsync(a => a.Id == id));
    }

    /// <summary>Sends what is due and returns the personal link in the mail of that subject.</summary>
    public static async Task<string> PersonalLinkMailedToAsync(this CooperaSite site, string address, string subject)
    {
        await Delivery.WaitAsync();
        try
        {
            var mail = (await site.DeliverAsync())
                .Single(m => m.To.Mailboxes.Single().Address == address && m.Subject!.StartsWith(subject, StringComparison.Ordinal));
            return PersonalLink().Match(mail.TextBody ?? "").Value;
        }
        finally
        {
            Delivery.Release();
        }
    }

    /// <summary>The same for the scheda of a body: its link is in the mail alone.</summary>
    public static async Task<string> AdhesionLinkMailedToAsync(this CooperaSite site, string address, string body)
    {
        await Delivery.WaitAsync();
        try
        {
            var mail = (await site.DeliverAsync()).Last(
                m => m.To.Mailboxes.Single().Address == address && m.Subject!.Contains(body, StringComparison.Ordinal));
            return AdhesionLink().Match(mail.TextBody ?? "").Value;
        }
        finally
        {
            Delivery.Release();
        }
    }

    [GeneratedRegex(@"https?://\S+/coordinamento/adesione/[\w-]{35,}")]
    private static partial Regex AdhesionLink();

    [GeneratedRegex(@"https?://\S+/iscrizioni/[\w-]{35,}")]
    private static partial Regex PersonalLink();

    private const string Description =
        "Due territori raccontano come hanno costruito la loro rete: chi fa che cosa, come si parlano gli uffici, che cosa rifarebbero e "
        + "che cosa no.";

    private static Webinar Make(Webinar webinar) => webinar
        .With(
            new Talk("Leggere i bisogni", "Dai dati alle persone: strumenti semplici per "
                + "partire", new Speaker("Relatrice di prova", "Responsabile dei servizi sociali")))
        .With(new Talk(
            "Lavorare in rete",
            "Un tavolo solo per servizi sociali, scuola e salute",
            new Speaker("Relatore di prova", "Coordinatore di un progetto SAI"),
            new Speaker("Seconda relatrice", "Mediatrice culturale")))
        .With(new Talk("Domande e risposte", "", []));

    private static string Slug() => $"prova-{Guid.NewGuid():N}";

    /// <summary>At three in the afternoon of the first Thursday from then on.</summary>
    private static DateTimeOffset In(int days, int hours = 0)
    {
        var day = DateTime.Today.AddDays(days);
        return RomeTime.FromRome(day.AddDays(((int)DayOfWeek.Thursday - (int)day.DayOfWeek + 7) % 7).AddHours(15 + hours));
    }
}
