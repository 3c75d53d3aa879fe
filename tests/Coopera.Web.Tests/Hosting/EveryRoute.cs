using System.Runtime.CompilerServices;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.OwnData;
using Coopera.Domain.Presence;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Hosting;

/// <param name="Pattern">As the site declares it: <c>/webinar/{slug}</c>.</param>
/// <param name="Address">The same with real values.</param>
public sealed record SiteRoute(string Pattern, string Address, IReadOnlyList<string> Methods, Endpoint Endpoint)
{
    public bool Takes(string method) => Methods.Count == 0 || Methods.Contains(method);

    public bool IsStaff => Pattern.StartsWith("/gestione", StringComparison.Ordinal);

    public override string ToString() => Pattern;
}

/// <summary>Every route that the site has, read off the site itself, so that a new one is covered from its first day.</summary>
internal static class EveryRoute
{
    private static readonly ConditionalWeakTable<CooperaSite, Task<IReadOnlyList<SiteRoute>>> Known = [];

    /// <summary>Signs somebody up first, once a site, so that every page has something to show.</summary>
    public static Task<IReadOnlyList<SiteRoute>> OfAsync(CooperaSite site) => Known.GetValue(site, FindAsync);

    private static async Task<IReadOnlyList<SiteRoute>> FindAsync(CooperaSite site)
    {
        var webinar =
            await site.WebinarAsync(() => new Webinar(
                "completo", "Completo", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(10))
            { Capacity = 1 });
        await using var scope = site.Services.CreateAsyncScope();
        var signUp = scope.ServiceProvider.GetRequiredService<SignUp>();
        await signUp.RunAsync(webinar.Id, People.Person(), People.Notice);
        await signUp.RunAsync(webinar.Id, People.Number(2), People.Notice);
        var registration = await site.ReadAsync(db => db.Registrations.FirstAsync(r => r.Status == RegistrationStatus.Confirmed));
        var adhesion = (await site.AddAsync(Bodies.Messina, AdhesionStatus.Draft)).Id;
        var question = Question.Ask(webinar.Id, 1, new QuestionContent(QuestionKind.YesNo, "Ti fermi a pranzo?"));
        await site.WriteAsync(async db => await db.Questions.AddAsync(question));
        var import = new RegistrationImport(
            webinar.Id, CooperaSite.AdministratorEmail,
            new ImportTerms("elenco.csv", "Mandato dal Comune", "mandata per email", SendsMail: false, BeyondPlaces: false, false),
            rows: 1, added: 1, DateTimeOffset.UtcNow);
        await site.WriteAsync(async db => await db.RegistrationImports.AddAsync(import));
        var report = new PresenceImport(
            webinar.Id, CooperaSite.AdministratorEmail, new ImportedReport("rapporto.csv", new string('0', 64), "ZoomMeeting", 2), 1, 0,
                DateTimeOffset.UtcNow);
        await site.WriteAsync(async db => await db.PresenceImports.AddAsync(report));
        var bouncing = new BouncingAddress(EmailAddress.Parse("sbagliata@comune.example"), DateTimeOffset.UtcNow);
        await site.WriteAsync(async db => await db.BouncingAddresses.AddAsync(bouncing));
        var mailing = new Mailing(
            new MailingContent("{{titolo}}", "Ciao {{nome}}.", new Audience(AudienceKind.People, webinar.Id, PeopleStates.Confirmed)),
            isModel: false, CooperaSite.AdministratorEmail, DateTimeOffset.UtcNow);
        await site.WriteAsync(async db => await db.Mailings.AddAsync(mailing));
        var (stay, room) = (
            new PresenceInterval(registration.Id, PresenceSource.Staff, webinar.StartsAt, webinar.EndsAt) { Reason = "Era in sala" },
            new PresenceRoom(webinar.Id, registration.Id, DateTimeOffset.UtcNow));
        await site.WriteAsync(async db =>
        {
            db.PresenceIntervals.Add(stay);
            db.PresenceRooms.Add(room);
            await db.SaveChangesAsync();
        });
        var dataLink = new DataLink(registration.Email, DateTimeOffset.UtcNow);
        var dataRequest = new DataRequest(DataRequestKind.Erasure, registration.Email, null, null, DateTimeOffset.UtcNow);
        await site.WriteAsync(async db =>
        {
            db.DataLinks.Add(dataLink);
            await db.DataRequests.AddAsync(dataRequest);
        });
        var certificate = new Certificate(
            registration, 2020, 1, SampleCertificates.Facts, CooperaSite.AdministratorEmail, DateTimeOffset.UtcNow);
        await site.WriteAsync(async db => await db.Certificates.AddAsync(certificate));
        var survey = await site.OpenSurveyAsync(webinar);
        await site.WriteAsync(db => db.Surveys.ExecuteUpdateAsync(s => s.SetProperty(x => x.OpensAt, DateTimeOffset.UtcNow.AddDays(-1))));
        var invitation = new SurveyInvitation(survey.Id, registration.Id, Guid.NewGuid());
        await site.WriteAsync(async db => await db.SurveyInvitations.AddAsync(invitation));
        var values = new Dictionary<string, string>
        {
            ["/questionari/basta/{token}"] = scope.ServiceProvider.GetRequiredService<DeclineLinks>()
                .Token(new PersonalLink(registration.Id, survey.Id)),
            ["/questionari/{token}"] = scope.ServiceProvider.GetRequiredService<BallotLinks>().Token(Ballot.Draw(survey.Id)),
            ["/gestione/webinar/{id:int}/questionario/{round}/domande/{key:guid}"] = $"{survey.Questions[0].Key}",
            ["{round}"] = "subito",
            ["/webinar/{slug}"] = webinar.Slug,
            ["/comunicati/{slug}"] = await site.ReadAsync(db => db.PressReleases.Select(r => r.Slug).FirstAsync()),
            ["/iscrizioni/{token}/conferma"] = scope.ServiceProvider.GetRequiredService<ConfirmationLinks>()
                .Token(new PersonalLink(registration.Id, webinar.Id)) + "/conferma",
            ["/iscrizioni/{token}"] = scope.ServiceProvider.GetRequiredService<PersonalLinks>()
                .Token(new PersonalLink(registration.Id, registration.LinkVersion)),
            ["/inviti/{token}"] = scope.ServiceProvider.GetRequiredService<UnsubscribeLinks>()
                .Token(new PersonalLink(registration.Id, registration.LinkVersion)),
            ["/i-miei-dati/{token}"] = scope.ServiceProvider.GetRequiredService<OwnDataLinks>().Token(new PersonalLink(dataLink.Id, 0)),
            ["/gestione/richieste-dati/{id:guid}"] = $"{dataRequest.Id}",
            ["/attestati/{code}"] = certificate.Code,
            ["/attestati/miei/{token}"] = scope.ServiceProvider.GetRequiredService<CertificateLinks>()
                .Token(certificate.MailboxMark, DateOnly.FromDateTime(DateTime.UtcNow.AddDays(9))),
            ["/gestione/attestati/{id:guid}"] = $"{certificate.Id}",
            ["/coordinamento/adesione/{token}"] = scope.ServiceProvider.GetRequiredService<AdhesionLinks>()
                .Token(new PersonalLink(adhesion, 0)),
            ["/sala/{code}"] = room.Code,
            ["{interval:long}"] = $"{stay.Id}",
            ["{version:int}"] = "1",
            ["{material:int}"] = "1",
            ["{session}"] = "nessuna",
            ["/gestione/adesioni/per-pec/{id:guid}"] = $"{Guid.NewGuid()}",
            ["{receipt:guid}"] = $"{Guid.NewGuid()}",
            ["{report:int}"] = $"{report.Id}",
            ["{pairing:int}"] = "1",
            ["{import:guid}"] = $"{import.Id}",
            ["/gestione/comunicati/{id:int}"] = $"{await site.ReadAsync(db => db.PressReleases.Select(r => r.Id).FirstAsync())}",
            ["/gestione/iscrizioni/{id:guid}"] = $"{registration.Id}",
            ["/gestione/adesioni/{id:guid}"] = $"{adhesion}",
            ["/gestione/posta/indirizzi/{id:guid}"] = $"{bouncing.Id}",
            ["/gestione/posta/{id:guid}"] = $"{await site.ReadAsync(db => db.OutgoingMails.Where(m => m.RegistrationId != null).Select(m => m.Id).FirstAsync())}",
            ["/gestione/messaggi/{id:guid}"] = $"{mailing.Id}",
            ["/gestione/webinar/{id:int}"] = $"{webinar.Id}",
            ["/gestione/filtri/{id:int}"] = "1",
            ["/gestione/colonne/{list}"] = "Mails",
            ["{kept}"] = "Answers",
            ["{key:guid}"] = $"{question.Key}",
            ["/gestione/primo-accesso/{token}"] = "nessuno",
            ["/gestione/password/{token}"] = "nessuno",
            ["/gestione/profilo/passkey/{id}"] = "AAAA",
            ["/gestione/invito/{token}"] = "nessuno",
            ["/gestione/testi/{word}"] = "titolare",
            ["/gestione/adesioni/enti/{code}"] = "083016",
            ["/gestione/utenti/{id}"] = await site.ReadAsync(db => db.Users.OrderBy(user => user.Id).Select(user => user.Id).FirstAsync()),
            ["/gestione/registro/{number:long}"] = "1",
            ["/errore/{status:int}"] = "404",
        };
        return [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(
                endpoint => !endpoint.Metadata.Any(item => item.GetType().Name == "StaticAssetDescriptor")
                    && !Pattern(endpoint).EndsWith(":file}", StringComparison.Ordinal))
            .Select(endpoint => new SiteRoute(
                Pattern(endpoint), Fill(Pattern(endpoint), values),
                endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [], endpoint))];
    }

    private static string Pattern(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}";

    private static string Fill(string pattern, Dictionary<string, string> values)
    {
        foreach (var (head, value) in values)
        {
            // A value belongs to an address that begins so, or, without a slash, to the parameter wherever it is.
            if (head[0] != '/' || pattern.StartsWith(head, StringComparison.Ordinal))
            {
                pattern = pattern.Replace(head, head[..head.LastIndexOf('{')] + value, StringComparison.Ordinal);
            }
        }

        Assert.False(
            pattern.Contains('{', StringComparison.Ordinal),
            $"Tell {nameof(EveryRoute)} a real value for {pattern}: every route is tried.");
        return pattern;
    }
}
