using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Presence;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;

namespace Coopera.Bench;

/// <summary>
/// Two hundred thousand registrations over fifty webinars, half of them for one, with names and bodies as they come in Sicily; made up.
/// Or those and as many more as a country has: two millions over five thousand webinars, 7,900 bodies.
/// </summary>
/// <param name="Big">The webinar with 100,000.</param>
/// <param name="QuestionKey">Key of a question that everybody of it was asked.</param>
internal sealed record ManyPeople(int Big, int Usual, Guid QuestionKey, Guid Person, string Address)
{
    public const int InBig = 100_000;
    private const int InUsual = 2_048;
    private const int Webinars = 50;
    private const int FirstId = 1_000;
    private const int FirstEntry = 10_000;
    private const int BodiesInCountry = 7_900;
    private const int WebinarsInCountry = 5_000;
    private const int InCountry = 2_000_000;

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

    public static async Task<ManyPeople> SeedAsync(SeedDatabase database, bool country = false)
    {
        ManyPeople? seeded = null;
        await database.WithoutIndexesAsync(async () => seeded = await InsertAsync(database, country));
        await database.ExecuteAsync("ANALYZE");
        return seeded!;
    }

    private static async Task<ManyPeople> InsertAsync(SeedDatabase database, bool country)
    {
        var random = new Random(20261123);
        var now = DateTimeOffset.UtcNow;
        if (country)
        {
            await database.InsertAsync(
                "PublicBodies", ElsewhereInTheCountry((await database.QueryAsync("SELECT \"Code\" FROM \"PublicBodies\"")).Count),
                ("Aliases", _ => database.NoTexts));
        }

        var bodies = (await database.QueryAsync("SELECT \"Code\", \"Name\", \"ProvinceCode\" FROM \"PublicBodies\" ORDER BY \"Code\""))
            .ConvertAll(row => ((string)row[0], $"Comune di {row[1]} ({row[2]})"));
        var without = await database.QueryAsync(
            "SELECT \"Code\", \"Name\" FROM \"PublicBodies\" "
            + "WHERE \"Code\" NOT IN (SELECT \"PublicBodyCode\" FROM \"Adhesions\") ORDER BY \"Code\"");
        await database.InsertAsync("Adhesions", without.Where((_, n) => n % 2 == 0)
            .Select(row => new PublicBody((string)row[0], (string)row[1], PublicBodyKind.Municipality, "RM", "Roma", 0, []))
            .Select(body => Adhesion.OnRecord(body, new DateOnly(2025, 3, 1), now)));
        var webinars = Enumerable.Range(0, country ? WebinarsInCountry : Webinars).Select(n => Published(n, now)).ToList();
        var sizes = Sizes(webinars.Count).ToList();
        await database.InsertAsync(
            "Webinars", webinars, ("Id", webinar => FirstId + webinars.IndexOf(webinar)),
            ("Revision", webinar => sizes[webinars.IndexOf(webinar)] + 1L));
        var question = Question.Ask(FirstId, 1, new QuestionContent(QuestionKind.YesNo, "Ti fermi a pranzo?"));
        await database.InsertAsync("Questions", [question], ("Id", _ => FirstId));
        var people = sizes.Index().SelectMany(size => Enumerable.Range(1, size.Item)
            .Select(number => SignUp(
                FirstId + size.Index, number, bodies[random.Next(bodies.Count)], random,
                size.Index < Webinars ? now.AddMinutes(number - 200_000) : webinars[size.Index].StartsAt.AddHours(number - 500)))).ToList();
        await InsertAsync(database, people);
        await database.InsertAsync("PresenceIntervals", people
            .Where(r => r.Status == RegistrationStatus.Confirmed)
            .Select(r => (r.Id, Webinar: webinars[r.WebinarId - FirstId])).Where(r => r.Webinar.EndsAt < now)
            .Select(r => new PresenceInterval(r.Id, PresenceSource.EntryPage, r.Webinar.StartsAt, r.Webinar.EndsAt)));
        await database.InsertAsync("RegistrationEvents", people.Where(r => r.CancelledAt is not null)
            .Select(r => new RegistrationEvent(r.Id, RegistrationEventKind.Cancelled, null, "Impegno", r.CancelledAt!.Value)));
        await database.InsertAsync(
            "Answers", people.Take(InBig).Select((r, n) => new Answer(r.Id, FirstId, n % 3 == 0 ? Question.No : Question.Yes)));
        await database.InsertAsync("OutgoingMails", people.Index().Select(person => Confirmation(person.Index, person.Item)));
        long number = FirstEntry;
        var entries = Enumerable.Range(1, people.Count / 10).Select(n => new AuditEntry(
            PublishedSite.AdministratorEmail, AuditAction.RegistrationCancelled, people[n].FullName, "Impegno",
            now.AddMinutes(n - people.Count))).ToList();
        await database.InsertAsync("AuditEntries", entries, ("Number", _ => ++number));
        await database.ExecuteAsync($"UPDATE \"AuditChains\" SET \"Count\" = {number}");
        return new ManyPeople(FirstId, FirstId + 7, question.Key, people[InBig / 2].Id, people[InBig / 2].Email.Display);
    }

    /// <summary>So many people at one webinar, whom nobody has written to.</summary>
    public static async Task SignUpAsync(SeedDatabase database, int webinar, int people)
    {
        var (random, now) = (new Random(20261129), DateTimeOffset.UtcNow);
        await InsertAsync(database, Enumerable.Range(1, people)
            .Select(number => SignUp(
                webinar, number, ("083016", "Comune di Castroreale (ME)"), random, now.AddMinutes(number - 200_000))));
    }

    /// <summary>How many people each webinar has: the first fifty are the same whatever there is besides.</summary>
    private static IEnumerable<int> Sizes(int webinars)
    {
        const int More = InCountry - InBig - ((Webinars - 1) * InUsual);
        var (each, rest) = Math.DivRem(More, WebinarsInCountry - Webinars);
        return Enumerable.Range(0, webinars)
            .Select(n => n == 0 ? InBig : n < Webinars ? InUsual : each + (n - Webinars < rest ? 1 : 0));
    }

    private static IEnumerable<PublicBody> ElsewhereInTheCountry(int there) => Enumerable.Range(there, BodiesInCountry - there).Select(n =>
        new PublicBody(
            $"{n + 200_000}", $"Borgo {Surnames[n % Surnames.Length]} {n}", PublicBodyKind.Municipality, "RM", "Roma", 1_000 + n, []));

    private static Task InsertAsync(SeedDatabase database, IEnumerable<Registration> people) =>
        database.InsertAsync("Registrations", people, ("SubmissionId", _ => Guid.Empty)); // a column that no property knows any more

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
            case 2 when number < 200_000:
                break;
            default:
                mail.MarkSent(registration.CreatedAt.AddSeconds(10));
                break;
        }

        return mail;
    }

    private static Webinar Published(int number, DateTimeOffset now)
    {
        var start = now.AddDays(number == 0 ? 20 : number < Webinars ? (7 * number) - 200 : -(number % 700) - 1);
        var webinar = new Webinar(
            $"misura-{number}", $"{(number < Webinars ? "Tavolo tecnico" : "Incontro di zona")} {number}", start, start.AddHours(2))
        { Capacity = number == 0 ? 90_000 : null };
        webinar.Publish();
        return webinar;
    }

    private static Registration SignUp(int webinar, int number, (string Code, string Name) body, Random random, DateTimeOffset at)
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
