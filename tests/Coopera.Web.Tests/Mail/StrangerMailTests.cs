using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Mail;

/// <summary>Nobody is used as a weapon: what somebody without an account can have the site write, to whom and how often.</summary>
public sealed class StrangerMailTests
{
    private const string Victim = "vittima.rossi@gmail.com";
    private const string Attacker = "attacco@comune.example";
    private const string Marker = "Zanzaraverde";

    private static readonly string[] Spellings =
    [
        Victim, "VittimaRossi@gmail.com", "vittima.rossi+a@gmail.com", "v.ittimarossi+b@googlemail.com", Attacker,
        "attacco+uno@comune.example", "altra@comune.example",
    ];

    [Fact]
    public async Task Starting_an_adhesion_for_a_hundred_and_nine_bodies_does_not_flood_a_mailbox()
    {
        using var site = new CooperaSite(TestSettings.WithMailLimits());
        var codes = await site.ReadAsync(db => db.PublicBodies.OrderBy(b => b.Code).Select(b => b.Code).Take(109).ToListAsync());
        var visitor = site.NewVisitor();
        foreach (var code in codes)
        {
            var answer = await visitor.SubmitAsync(
                await visitor.GetAsync("/coordinamento/adesione"),
                new() { ["PublicBodyCode"] = code, ["BodyName"] = "x", ["Email"] = Victim, ["PrivacyNoticeRead"] = "true" });
            Assert.True(answer.Status is 200 or 303, $"It answered {answer.Status}.");
        }

        Assert.InRange((await site.DeliverAsync()).Count, 1, 6);
        Assert.InRange(await site.ReadAsync(db => db.RefusedMails.SumAsync(r => r.Count)), 90, 108); // some bodies are members
        var status = await (await site.NewStaffMemberAsync()).GetAsync("/gestione/stato");
        Assert.Contains("notizie sull’adesione", status.Text, StringComparison.Ordinal);
        Assert.Contains("troppe alla stessa casella", status.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("vittima", status.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_sent_in_whatever_order_one_mailbox_gets_no_more_than_its_budget(int seed)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = new CooperaSite(TestSettings.WithMailLimits(), clock);
        for (var i = 0; i < 4; i++)
        {
            await site.WebinarAsync();
        }

        var posts = await PublicPosts.OfAsync(site);
        posts.Owns(Attacker);
        posts.Owns("altra@comune.example");
        var random = new Random(seed);
        var answers = new Dictionary<string, HashSet<int>>();
        for (var step = 0; step < 8 * posts.Routes.Count; step++)
        {
            var route = step < posts.Routes.Count ? posts.Routes[step] : posts.Routes[random.Next(posts.Routes.Count)];
            var status = await posts.SendAsync(route, (name, type) => Typed(name, type, random), random);
            answers.TryAdd(route.Pattern, []);
            answers[route.Pattern].Add(status);
            await site.AnswerMailRequestsAsync();
            clock.Advance(TimeSpan.FromSeconds(random.Next(0, 400)));
        }

        Assert.All(answers, pair => Assert.True(
            pair.Value.Any(s => s is 200 or 204 or 302 or 303 or 404 or 409 or 422), $"{pair.Key}: {string.Join(", ", pair.Value)}"));
        Assert.All(answers, pair => Assert.DoesNotContain(500, pair.Value));
        var mails = await site.ReadAsync(db => db.OutgoingMails.AsNoTracking().Where(m => m.Cause != MailCause.Schedule).ToListAsync());
        var toVictim = mails.Where(m => m.Mailbox == Mailbox.KeyOf(EmailAddress.Parse(Victim))).Select(m => m.CreatedAt).Order().ToList();
        Assert.NotEmpty(toVictim);
        Assert.All(toVictim, at => Assert.InRange(toVictim.Count(other => other >= at && other < at.AddHours(1)), 1, 6));
        Assert.All(toVictim, at => Assert.InRange(toVictim.Count(other => other >= at && other < at.AddDays(1)), 1, 20));
        Assert.All(
            mails.Where(m => m.Cause == MailCause.Stranger).GroupBy(m => m.Mailbox),
            box => Assert.All(box, m => Assert.InRange(
                box.Count(other => other.CreatedAt >= m.CreatedAt && other.CreatedAt < m.CreatedAt.AddHours(1)), 1, 6)));
    }

    [Fact]
    public async Task A_stranger_s_words_stand_in_no_mail()
    {
        using var site = new CooperaSite();
        await site.WebinarAsync();
        var posts = await PublicPosts.OfAsync(site);
        posts.Owns(Attacker);
        var random = new Random(1);
        foreach (var other in new[] { true, false, true })
        {
            foreach (var route in posts.Routes)
            {
                await posts.SendAsync(route, (name, type) => Planted(name, type, other), random);
                await site.DeliverAsync(); // before the next act overtakes what this one has to tell
            }
        }

        await site.NobodyThinksAgainAsync();
        var mails = await site.DeliverAsync();

        Assert.True(mails.Count > 8, $"Only {mails.Count} mails were caused.");
        Assert.All(mails, mail =>
        {
            var all = string.Join('\n', mail.BodyParts.OfType<MimeKit.MimePart>().Select(MailReading.Content))
                + mail.Subject + string.Join(' ', mail.To.Select(to => to.Name)) + mail.TextBody + mail.HtmlBody;
            Assert.DoesNotContain(Marker, all, StringComparison.OrdinalIgnoreCase);
        });
        Assert.True(await site.ReadAsync(db => db.Registrations.AnyAsync(r => r.OtherBody!.Contains(Marker) && r.Role!.Contains(Marker))));
    }

    [Theory]
    [InlineData("/iscrizioni/recupera")]
    [InlineData("/gestione/password")]
    [InlineData("/i-miei-dati")]
    [InlineData("/coordinamento/richiesta-scheda")]
    public async Task A_known_address_and_an_unknown_one_cost_the_same_rows(string form)
    {
        using var site = new CooperaSite();
        var webinar = await site.WebinarAsync();
        var visitor = site.NewVisitor();
        await visitor.SubmitAsync(
            await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"),
            Registrations.SignUpPageTests.Form(CooperaSite.AdministratorEmail));

        var known = await RowsAsync(CooperaSite.AdministratorEmail);
        var unknown = await RowsAsync("nessuna@anci.example");

        Assert.Equal(unknown, known);

        async Task<string> RowsAsync(string email)
        {
            var before = Counts(await DatabasePrint.OfAsync(site));
            var answer = await visitor.SubmitAsync(
                await visitor.GetAsync(form), new() { ["Email"] = email, ["PrivacyNoticeRead"] = "true" });
            Assert.Equal(303, answer.Status);
            var after = Counts(await DatabasePrint.OfAsync(site));
            return string.Join(", ", after.Where(table => table.Value != before[table.Key])
                .Select(table => $"{table.Key} +{table.Value - before[table.Key]}"));
        }

        static Dictionary<string, int> Counts(SortedDictionary<string, string> print) => print.ToDictionary(
            table => table.Key, table => int.Parse(table.Value.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Staff_are_told_in_oggi_when_the_brake_holds()
    {
        using var site = new CooperaSite(TestSettings.WithMailLimits(("Mail:AllStrangersPerHour", "2")));
        var webinar = await site.WebinarAsync();
        for (var i = 0; i < 4; i++)
        {
            var visitor = site.NewVisitor();
            var sent = await visitor.SubmitAsync(
                await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), Registrations.SignUpPageTests.Form($"p{i}@comune.example"));
            Assert.Equal(303, sent.Status);
            Assert.Contains("Se l’indirizzo è giusto e non ti abbiamo già scritto più volte", (await visitor.FollowAsync(sent)).Text,
                StringComparison.Ordinal);
        }

        Assert.Equal(4, await site.ReadAsync(db => db.Registrations.CountAsync()));
        Assert.Equal(2, await site.ReadAsync(db => db.OutgoingMails.CountAsync()));
        var staff = await site.NewStaffMemberAsync();
        var today = await staff.GetAsync("/gestione");
        Assert.Contains("Il freno della posta è scattato.", today.Text, StringComparison.Ordinal);
        Assert.Contains("2 email non sono state messe in coda", today.Text, StringComparison.Ordinal);
        Assert.Contains("Il freno della posta è scattato.", (await staff.GetAsync("/gestione/stato")).Text, StringComparison.Ordinal);
    }

    private static string? Typed(string name, Type type, Random random) => type switch
    {
        _ when type == typeof(bool) => name is "PrivacyNoticeRead" or "Later" || random.Next(3) == 0 ? "true" : "false",
        _ when type.IsEnum => Enum.GetNames(type)[random.Next(Enum.GetNames(type).Length)],
        _ when type != typeof(string) => $"{random.Next(0, 8)}",
        _ when IsAddress(name) => Spellings[random.Next(Spellings.Length)],
        _ when name is "PublicBodyCode" => random.Next(3) == 0 ? "" : Bodies.Messina[..3] + $"{random.Next(1, 90):000}",
        _ when name is "BodyName" or "OtherBody" => random.Next(2) == 0 ? "Messina" : "Coop. Sociale S. Maria 2000 a r.l.",
        _ when name.EndsWith("Phone", StringComparison.Ordinal) => "090 1234567",
        _ when name is "reason" => new string('x', 6000),
        _ when name.EndsWith("LastName", StringComparison.Ordinal) => "Rossi",
        _ when name is "Website" or "QuestionsSeen" => null,
        _ => "Maria",
    };

    private static string? Planted(string name, Type type, bool other) => type switch
    {
        _ when type == typeof(bool) => name is "PrivacyNoticeRead" ? "true" : "false",
        _ when type.IsEnum => Enum.GetNames(type)[0],
        _ when type != typeof(string) => "1",
        _ when IsAddress(name) => Attacker,
        _ when name is "PublicBodyCode" => other ? "altro" : Bodies.Messina,
        _ when name.EndsWith("Phone", StringComparison.Ordinal) => "090 1234567",
        _ when name.EndsWith("FirstName", StringComparison.Ordinal) => "Maria",
        _ when name.EndsWith("LastName", StringComparison.Ordinal) => "Rossi",
        _ when name is "Website" or "QuestionsSeen" => null,
        _ => $"{Marker} {name}",
    };

    private static bool IsAddress(string name) =>
        name.EndsWith("Email", StringComparison.Ordinal) || name.EndsWith("Pec", StringComparison.Ordinal);
}
