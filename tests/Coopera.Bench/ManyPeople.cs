using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Bench;

/// <summary>
/// Two hundred thousand registrations over fifty webinars, half of them for one, with names and bodies as they come in Sicily; made up.
/// </summary>
/// <param name="Big">The webinar with 100,000.</param>
/// <param name="QuestionKey">Key of a question that everybody of it was asked.</param>
internal sealed record ManyPeople(int Big, int Usual, Guid QuestionKey, Guid Person, string Address)
{
    public const int InBig = 100_000;
    private const int InUsual = 2_048;
    private const int Webinars = 50;
    private const int FirstId = 1_000;

    private static readonly string[] Names =
        [.. ("Maria Anna Giuseppe Salvatore Rosa Francesco Antonino Concetta Nicolò Giovanna Carmelo Lucia Calogero Agata Vincenzo Grazia "
            + "Pietro Rosalia Angelo "
        + "Teresa Michele Santa Gaetano Carmela Filippo Provvidenza Domenico Ninfa Rosario Crocifissa Alfio Venera Sebastiano Letizia "
        + "Ignazio Fortunata Liborio Mattea Gandolfo Zoe").Split(' ')];

    private static readonly string[] Surnames =
    [
        .. ("Russo Messina Lombardo Caruso Marino Rizzo Grasso Greco Romano Parisi Amato Puglisi La·Rosa Costa Vitale Arena Pappalardo "
            + "Bruno Catalano Randazzo Ferrara Lo·Bue D’Angelo De·Blasi "
        + "Di·Stefano Cusumano Spampinato Fazio Giuffrida Trovato Scuderi Patti Motta Sciuto Barone Bellomo Vaccaro Licata Cannizzaro "
        + "Mangano Nicosia Piazza Schillaci Terranova Zappalà Tomasello Virzì "
        + "Ganci Inguaggiato Quattrocchi").Split(' ').Select(name => name.Replace('·', ' ')),
    ];

    /// <summary>What the outbox keeps of a confirmation, in its usual length.</summary>
    private static readonly string Facts =
        $$"""{"$type":"registration.confirmed","Webinar":{"Id":{{FirstId}},"Slug":"misura-0","Title":"Tavolo tecnico 0","Theme":"{{new string('x', 1_000)}}" } }""";

    public static async Task<ManyPeople> SeedAsync(SeedDatabase database)
    {
        var random = new Random(20261123);
        var now = DateTimeOffset.UtcNow;
        var bodies = (await database.QueryAsync("SELECT \"Code\", \"Name\", \"ProvinceCode\" FROM \"PublicBodies\" ORDER BY \"Code\""))
            .ConvertAll(row => ((string)row[0], $"Comune di {row[1]} ({row[2]})"));
        var webinars = Enumerable.Range(0, Webinars).Select(n => Published(n, now)).ToList();
        await database.InsertAsync(
            "Webinars", webinars, ("Id", webinar => FirstId + webinars.IndexOf(webinar)), ("Revision", _ => (long)InBig + 1));
        var question = Question.Ask(FirstId, 1, new QuestionContent(QuestionKind.YesNo, "Ti fermi a pranzo?"));
        await database.InsertAsync("Questions", [question], ("Id", _ => FirstId));
        var people = webinars.Index().SelectMany(webinar => Enumerable.Range(1, webinar.Index == 0 ? InBig : InUsual)
            .Select(number => SignUp(FirstId + webinar.Index, number, bodies[random.Next(bodies.Count)], random, now))).ToList();
        await database.InsertAsync("Registrations", people, ("SubmissionId", _ => Guid.Empty));
        await database.InsertAsync("RegistrationEvents", people.Where(r => r.CancelledAt is not null)
            .Select(r => new RegistrationEvent(r.Id, RegistrationEventKind.Cancelled, null, "Impegno", r.CancelledAt!.Value)));
        await database.InsertAsync(
            "Answers", people.Take(InBig).Select((r, n) => new Answer(r.Id, FirstId, n % 3 == 0 ? Question.No : Question.Yes)));
        await database.InsertAsync("OutgoingMails", people.Index().Select(person => Confirmation(person.Index, person.Item)));
        await database.ExecuteAsync("ANALYZE");
        return new ManyPeople(FirstId, FirstId + 7, question.Key, people[InBig / 2].Id, people[InBig / 2].Email.Display);
    }

    /// <summary>As many facts as a real one holds; sent, but for one in a thousand that failed and one that waits.</summary>
    private static OutgoingMail Confirmation(int number, Registration registration)
    {
        var mail = new OutgoingMail(
            MailCause.Schedule, "registration.confirmed", registration.Email,
            registration.FullName, Facts, registration.Id, registration.CreatedAt);
        switch (number % 1_000)
        {
            case 1:
                mail.MarkFailedAttempt(new(MailFailureKind.NoSuchMailbox, "550 5.1.1 User unknown"), registration.CreatedAt, isFinal: true);
                break;
            case 2:
                break;
            default:
                mail.MarkSent(registration.CreatedAt.AddSeconds(10));
                break;
        }

        return mail;
    }

    private static Webinar Published(int number, DateTimeOffset now)
    {
        var start = now.AddDays(number == 0 ? 20 : (7 * number) - 200);
        var webinar = new Webinar(
            $"misura-{number}", $"Tavolo tecnico {number}", start, start.AddHours(2))
        { Capacity = number == 0 ? 90_000 : null };
        webinar.Publish();
        return webinar;
    }

    private static Registration SignUp(int webinar, int number, (string Code, string Name) body, Random random, DateTimeOffset now)
    {
        var (name, surname) = (Names[random.Next(Names.Length)], Surnames[random.Next(Surnames.Length)]);
        var address = EmailAddress.Parse(string.Create(
            CultureInfo.InvariantCulture, $"{Text.Fold(name)}.{Text.Fold(surname).Replace(' ', '.')}{number}@comune.example"));
        var kind = (ParticipantKind)(random.Next(10) switch { < 7 => 0, < 9 => 1, _ => 2 });
        var person = kind switch
        {
            ParticipantKind.Staff => new Participant(name, surname, address, kind, body.Code, null, body.Name, "Assistente sociale", null),
            ParticipantKind.Partner => new Participant(
                name, surname, address, kind, null, "Cooperativa sociale Ponti",
                "Cooperativa sociale Ponti", "Operatrice legale", "+39 091 1234567"),
            _ => new Participant(name, surname, address, kind, null, null, null, null, null),
        };
        var at = now.AddMinutes(-200_000 + number);
        var registration = Registration.SignUp(
            webinar, number, number > 90_000 ? 0 : null, person,
            new PrivacyNoticeReading("2026-11-01", at, random.Next(3) == 0), at);
        if (random.Next(20) == 0)
        {
            registration.Cancel("Impegno", at.AddDays(1));
        }

        return registration;
    }
}
