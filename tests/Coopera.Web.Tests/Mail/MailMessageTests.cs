using System.Reflection;
using System.Text.Json.Serialization;
using AngleSharp.Html.Dom;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Web.Shared;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Coopera.Web.Tests.Mail;

/// <summary>Every mail as it arrives.</summary>
public sealed class MailMessageTests(MailMessageTests.SiteWithPathBase fixture) : IClassFixture<MailMessageTests.SiteWithPathBase>
{
    private const string Base = "https://www.anci.example/iscrizioni";

    private static readonly Dictionary<string, string> Subjects = new()
    {
        ["confirmed"] = "Iscrizione confermata: Accogliere insieme",
        ["link to one's data"] = "Il link ai tuoi dati",
        ["data request asked"] = "Abbiamo ricevuto la tua richiesta di correzione",
        ["data erased"] = "I tuoi dati sono stati cancellati",
        ["data request refused"] = "La risposta alla tua richiesta sui dati",
        ["confirmed for a sample webinar"] = "Iscrizione confermata: Il bilancio sociale",
        ["to confirm beside another person"] = "Conferma la tua iscrizione: Accogliere insieme",
        ["to confirm together"] = "Conferma 3 iscrizioni: Accogliere insieme",
        ["confirmed by a colleague"] = "Iscrizione confermata: Accogliere insieme",
        ["waiting by a colleague"] = "Sei in lista d’attesa: Accogliere insieme",
        ["to confirm"] = "Conferma la tua iscrizione: Accogliere insieme",
        ["waiting"] = "Sei in lista d’attesa: Accogliere insieme",
        ["already registered"] = "La tua iscrizione c’è già: Accogliere insieme",
        ["already waiting"] = "Sei già in lista d’attesa: Accogliere insieme",
        ["place assigned"] = "Si è liberato un posto: Accogliere insieme",
        ["confirmed with the platform"] = "Iscrizione confermata: Accogliere insieme",
        ["place assigned with the platform"] = "Si è liberato un posto: Accogliere insieme",
        ["webinar changed"] = "Che cosa è cambiato: Accogliere insieme",
        ["webinar changed while waiting"] = "Che cosa è cambiato: Accogliere insieme",
        ["webinar cancelled"] = "Annullato: Accogliere insieme",
        ["webinar cancelled while waiting"] = "Annullato: Accogliere insieme",
        ["cancelled"] = "Iscrizione annullata: Accogliere insieme",
        ["left the waiting list"] = "Iscrizione annullata: Accogliere insieme",
        ["moved"] = "Nuovo indirizzo per la tua iscrizione: Accogliere insieme",
        ["moved while waiting"] = "Nuovo indirizzo per la tua iscrizione: Accogliere insieme",
        ["address replaced"] = "Il tuo indirizzo è stato sostituito: Accogliere insieme",
        ["address replaced while waiting"] = "Il tuo indirizzo è stato sostituito: Accogliere insieme",
        ["address put right by staff"] = "Il tuo indirizzo è stato sostituito: Accogliere insieme",
        ["webinar restored"] = "Si tiene: Accogliere insieme",
        ["webinar restored while waiting"] = "Si tiene: Accogliere insieme",
        ["reminder a week before"] = "Tra una settimana: Accogliere insieme",
        ["reminder the day before"] = "Domani: Accogliere insieme",
        ["reminder an hour before"] = "Oggi alle 15:00: Accogliere insieme",
        ["waited in vain"] = "Ancora in lista d’attesa: Accogliere insieme",
        ["thanks"] = "Grazie, ecco i materiali: Accogliere insieme",
        ["thanks without materials"] = "Grazie: Accogliere insieme",
        ["presence registered"] = "La tua presenza è registrata: Accogliere insieme",
        ["presence not registered"] = "La tua richiesta sulla presenza: Accogliere insieme",
        ["thanks with a questionnaire"] = "Grazie, ecco i materiali: Accogliere insieme",
        ["questionnaire"] = "Com’è andata? Accogliere insieme",
        ["questionnaire three months later"] = "Ti è servito nel lavoro? Accogliere insieme",
        ["way in moved"] = "Il nuovo link per entrare: Accogliere insieme",
        ["invitation declined"] = "Vuoi annullare l’iscrizione? Accogliere insieme",
        ["one link"] = "Il link alla tua iscrizione",
        ["two links"] = "I link alle tue iscrizioni",
        ["blank scheda"] = "La scheda di adesione al Coordinamento",
        ["blank scheda for a letter"] = "La scheda di adesione al Coordinamento",
        ["blank scheda for a body"] = "La scheda di adesione al Coordinamento, Comune di Castroreale (ME)",
        ["adhesion started"] = "Adesione al Coordinamento, Comune di Castroreale (ME): il link per continuare",
        ["adhesion needs changes"] = "Serve un’integrazione per l’adesione, Comune di Castroreale (ME)",
        ["adhesion accepted"] = "Adesione accolta: Comune di Castroreale (ME) è nel Coordinamento",
        ["password reset"] = "Scegli una nuova password per la gestione",
        ["account changed"] = "È cambiato il modo di accedere al tuo profilo",
        ["second step removed"] = "È cambiato il modo di accedere al tuo profilo",
        ["colleague invited"] = "Sei tra chi lavora alla gestione di Coopera: scegli la password",
        ["certificate"] = "Il tuo attestato: Accogliere insieme",
        ["certificate put right"] = "Il tuo attestato: Accogliere insieme",
        ["certificate revoked"] = "Un attestato è stato revocato: Accogliere insieme",
        ["certificate to look at"] = "Fac-simile dell’attestato: Accogliere insieme",
        ["links to certificates"] = "Il link ai tuoi attestati",
        ["mail test"] = "Email di prova di Coopera",
        ["message to people"] = "Accogliere insieme: che cosa portare",
        ["invitation to a webinar"] = "Ti invitiamo: Accogliere insieme",
        ["adhesion link again"] = "Il link della tua adesione, Comune di Castroreale (ME)",
        ["adhesion link again after a file"] = "Il link della tua adesione, Comune di Castroreale (ME)",
        ["adhesion link again of a member"] = "Il link della tua adesione, Comune di Castroreale (ME)",
        ["body is a member"] = "Adesione al Coordinamento: Comune di Castroreale (ME) ne fa già parte",
        ["adhesion copied to the body"] = "Adesione al Coordinamento dei Comuni della rete SAI: Comune di Castroreale (ME)",
    };

    // How the lines begin that tell a fact, not a courtesy.
    private static readonly string[] Openings =
    [
        "Ciao", "Buongiorno", "Accogliere", "Il bilancio", "Dall’emergenza",
        "Quando: ", "Dove: ", "Questo è un webinar di esempio", "Il tuo posto",
        "Sei in lista", "Comune di", "Codice della scheda: ", "Ricevuta: ", "Manca ", "abbiamo ricevuto la scheda",
        "in allegato trovi la scheda", "la segreteria del", "Il tuo profilo: ", "Ruolo: ", "Ricevi questa", "Progetto COOPERA",
        "Questa email è stata svuotata", "Il destinatario è stato", "L’oggetto e il contenuto",
    ];

    private static readonly string[] WithInvitation = [
        "confirmed", "confirmed for a sample webinar", "place assigned", "moved",
        "confirmed by a colleague", "confirmed with the platform", "place assigned with the platform", "webinar changed",
        "webinar restored", "way in moved"];
    private static readonly string[] WithPersonalLink = [
        "confirmed", "waiting", "confirmed by a colleague", "waiting by a colleague", "already registered", "already waiting",
        "place assigned", "moved", "one link", "invitation declined", "webinar changed", "webinar changed while waiting",
        "webinar restored", "webinar restored while waiting",
        "reminder a week before", "reminder the day before", "reminder an hour before", "waited in vain",
        "thanks", "thanks with a questionnaire", "way in moved", "message to people", "presence registered", "presence not registered"];
    private static readonly string[] WithCancellation = [
        "cancelled", "webinar cancelled", "address replaced", "address put right by staff"];

    public static TheoryData<string> Mails() => [.. MailSamples.All.Keys];

    [Fact]
    public void No_kind_of_mail_is_missing_here()
    {
        var kinds = typeof(MailContent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType.Name);

        Assert.Equal(kinds.Order(), MailSamples.All.Values.Select(mail => mail.GetType().Name).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task The_head_names_sender_recipient_and_subject_and_says_that_no_person_wrote_it(string name)
    {
        var message = await ArrivesAsync(name);

        Assert.Equal(Subjects[name], message.Subject);
        Assert.Equal("\"Coopera – ANCI Sicilia\" <webinar@anci.example>", message.From.ToString());
        Assert.Equal("\"Coopera – ANCI Sicilia\" <segreteria@anci.example>", message.ReplyTo.ToString());
        Assert.Equal("\"Maria Rossi\" <Maria.Rossi@comune.example>", message.To.ToString());
        Assert.Equal(MailSamples.Now, message.Date);
        Assert.EndsWith("@www.anci.example", message.MessageId, StringComparison.Ordinal);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("it", message.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.Equal(
            MailSamples.All[name].Subscriber is null ? [] : ["List-Unsubscribe", "List-Unsubscribe-Post"],
            message.Headers.Select(header => header.Field).Where(field => field.StartsWith("List-", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(
            message.Headers.Count, message.Headers.Select(header => header.Field).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task Every_attempt_at_one_mail_has_the_same_message_id()
    {
        var row = MailSamples.Row(MailSamples.All["confirmed"]);

        Assert.Equal((await fixture.Site.ArrivesAsync(row)).MessageId, (await fixture.Site.ArrivesAsync(row)).MessageId);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task The_parts_stand_as_mail_programs_expect_them(string name)
    {
        var message = await ArrivesAsync(name);

        var method = WithInvitation.Contains(name) ? "REQUEST" : WithCancellation.Contains(name) ? "CANCEL" : null;
        var attached = method is "REQUEST" ? "invito.ics" : method is "CANCEL" ? "annullamento.ics" : name.StartsWith(
            "blank scheda", StringComparison.Ordinal) ? "scheda-adesione-coordinamento.pdf"
            : name is "certificate to look at" ? "fac-simile-attestato.pdf" : null;
        var alternative = Assert.IsType<MultipartAlternative>(attached is null ? message.Body : Assert.IsType<Multipart>(message.Body)[0]);
        string[] parts = method is null ? ["text/plain", "multipart/related"] : ["text/plain", "multipart/related", "text/calendar"];
        Assert.Equal(parts, alternative.Select(part => part.ContentType.MimeType));
        var page = Assert.IsType<MultipartRelated>(alternative[1]);
        Assert.Equal(["text/html", "image/png"], page.Select(part => part.ContentType.MimeType));
        Assert.All(alternative.Where(part => part != page).Append(page.Root), part => Assert.Equal("utf-8", part!.ContentType.Charset));
        Assert.Equal(attached, message.Attachments.Cast<MimePart>().SingleOrDefault()?.FileName);
        Assert.Equal(attached is null ? "multipart/alternative" : "multipart/mixed", message.Body!.ContentType.MimeType);
        if (method is not null)
        {
            Assert.Equal(method, alternative[2].ContentType.Parameters["method"]);
            Assert.Equal(MailReading.Content((MimePart)alternative[2]), MailReading.Content((MimePart)message.Attachments.Single()));
        }
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Both_parts_tell_the_same_facts(string name)
    {
        var message = await ArrivesAsync(name);

        var read = message.Html().Body!.TextContent;
        var facts = message.Plain().Split('\n').Where(IsFact).ToList();
        Assert.InRange(facts.Count, 4, 20);
        Assert.All(facts, fact => Assert.Contains(fact, read, StringComparison.Ordinal));

        static bool IsFact(string line) =>
            Openings.Any(opening => line.StartsWith(opening, StringComparison.Ordinal)) && !line.EndsWith(':');
    }

    [Theory]
    [InlineData("confirmed", "giovedì 29 gennaio 2026, dalle 15:00 alle 17:00 (ora italiana)")]
    [InlineData("confirmed for a sample webinar", "domenica 1° febbraio 2026, dall’1:00 alle 02:30 (ora italiana)")]
    public async Task The_day_is_told_with_its_weekday_and_the_hour_as_the_clock_in_rome_shows_it(string name, string when)
    {
        var message = await ArrivesAsync(name);

        Assert.Contains($"\nQuando: {when}\n", message.Plain(), StringComparison.Ordinal);
        Assert.Contains($"Quando: {when}", message.Html().Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Both_parts_hold_the_same_links_and_all_lead_to_the_site(string name)
    {
        var message = await ArrivesAsync(name);

        var plain = message.Plain()
            .Split('\n', ' ')
            .Where(word => word.StartsWith("http", StringComparison.Ordinal))
            .Select(Target)
            .Distinct()
            .Order();
        var linked = message.Html().Links.Cast<IHtmlAnchorElement>()
            .Select(a => a.GetAttribute("href")!).Select(Target).Distinct().Order();
        Assert.Equal(plain, linked);
        if (WithPersonalLink.Contains(name))
        {
            Assert.Contains($"registration {MailSamples.Registration.Id} version 1", linked);
        }
    }

    [Fact]
    public async Task A_mail_with_several_links_has_each_ones_own_version()
    {
        var message = await ArrivesAsync("two links");

        var links = message.Html().Links.Cast<IHtmlAnchorElement>().Select(a => Target(a.GetAttribute("href")!)).Distinct();
        Assert.Equal(2, links.Count(link => link.StartsWith("registration", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task The_html_part_is_600_pixels_wide_and_loads_nothing(string name)
    {
        var message = await ArrivesAsync(name);
        var html = message.Html();

        Assert.Empty(
            html.QuerySelectorAll("picture, link, script, iframe, object, embed, video, audio, [background], [srcset], form"));
        Assert.DoesNotContain("url(", html.Source.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html.Source.Text, StringComparison.OrdinalIgnoreCase);
        var emblem = Assert.Single(html.QuerySelectorAll("img"));
        Assert.Equal(("Bandiera dell’Unione europea", "48", "32"), (
            emblem.GetAttribute("alt"), emblem.GetAttribute("width"), emblem.GetAttribute("height")));
        var picture = message.BodyParts.OfType<MimePart>().Single(part => $"cid:{part.ContentId}" == emblem.GetAttribute("src"));
        Assert.InRange(MailReading.Bytes(picture).Length, 100, 1000);
        Assert.Contains("cofinanziato dall’Unione europea", emblem.Closest("tr")!.TextContent, StringComparison.Ordinal);
        var mail = html.QuerySelector("table table")!;
        Assert.Equal("600", mail.GetAttribute("width"));
        Assert.Contains("max-width:600px", mail.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Equal("it", html.DocumentElement.GetAttribute("lang"));
        Assert.Single(html.QuerySelectorAll("h1"));
        Assert.All(html.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Invitations_lead_to_the_way_in_and_to_where_one_cancels_and_cancellations_nowhere(string name)
    {
        var message = await ArrivesAsync(name);

        foreach (var part in message.BodyParts.OfType<MimePart>().Where(
            part => part.ContentType.MimeType is "text/calendar" or "application/ics"))
        {
            var unfolded = MailReading.Content(part).Replace("\r\n ", "", StringComparison.Ordinal);
            Assert.Contains($"{Base}/webinar/", unfolded, StringComparison.Ordinal);
            if (WithCancellation.Contains(name))
            {
                Assert.DoesNotContain($"{Base}/iscrizioni/", unfolded, StringComparison.Ordinal);
            }
            else
            {
                const string Head = "LOCATION:";
                var location = unfolded.Split("\r\n").Single(line => line.StartsWith(Head, StringComparison.Ordinal))[Head.Length..];
                Assert.EndsWith("/entra", location, StringComparison.Ordinal);
                Assert.Equal($"registration {MailSamples.Registration.Id} version 1", Target(location));
                Assert.Contains("annulla da qui", unfolded, StringComparison.Ordinal);
            }
        }
    }

    private Task<MimeMessage> ArrivesAsync(string name) => fixture.Site.ArrivesAsync(MailSamples.All[name]);

    /// <summary>Where a link leads: two tokens of one registration are never the same text.</summary>
    private string Target(string link)
    {
        Assert.StartsWith(Base, link, StringComparison.Ordinal);
        var token = link.Replace("/conferma", "", StringComparison.Ordinal).Replace("/entra", "", StringComparison.Ordinal).Split('/')[^1];
        return fixture.Site.Services.GetRequiredService<PersonalLinks>()
            .TryRead(token, out var personal) ? $"registration {personal.Value.Id} version {personal.Value.Version}"
            : fixture.Site.Services.GetRequiredService<AdhesionLinks>()
                .TryRead(token, out var adhesion) ? $"adhesion {adhesion.Value.Id} version {adhesion.Value.Version}"
            : fixture.Site.Services.GetRequiredService<ConfirmationLinks>()
                .TryRead(token, out var toConfirm) ? $"confirmation {toConfirm.Value.Id}"
            : link.Contains("/gestione/password/", StringComparison.Ordinal) ? "new password"
            : fixture.Site.Services.GetRequiredService<InvitationLinks>().AccountOf(token) is { } account ? $"invitation {account}"
            : link;
    }

    public sealed class SiteWithPathBase : IDisposable
    {
        public CooperaSite Site { get; } = new(new()
        {
            ["Site:BaseUrl"] = Base,
            ["Site:PathBase"] = "/iscrizioni",
            ["Mail:From"] = "webinar@anci.example",
            ["Mail:ReplyTo"] = "segreteria@anci.example",
        });

        public void Dispose() => Site.Dispose();
    }
}
