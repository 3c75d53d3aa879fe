using System.Collections.Concurrent;
using System.Security.Claims;
using Coopera.Core.Changes;
using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Mailings;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Imports;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Domain.Backups;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Press;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Hosting;
using Coopera.Web.Tests.Registrations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using ChangeRegistrationOutcome = Coopera.Core.Registrations.ChangeRegistrationOutcome;

namespace Coopera.Web.Tests.SqlServer;

/// <summary>
/// Every statement that the site sends to SQL Server is Transact-SQL: the grammar says so while the whole site runs without a server.
/// </summary>
public sealed class SqlServerStatementTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly MadeUpRows _rows = Started();
    private readonly ConcurrentQueue<string> _statements = new();
    private readonly CooperaSite _site;

    public SqlServerStatementTests() => _site = new CooperaSite(
        new() { ["Database:Provider"] = "SqlServer", ["ConnectionStrings:Coopera"] = "Server=none" },
        services: services =>
        {
            services.ConfigureDbContext<SqlServerDb>(options => options.UseSqlServer(new NoServerConnection(_rows, _statements)));
            services.AddSingleton(provider => new StreamedDb.Maker(() => ActivatorUtilities.CreateInstance<SqlServerDb>(
                provider,
                new DbContextOptionsBuilder<SqlServerDb>().UseApplicationServiceProvider(provider)
                    .UseSqlServer(new NoServerConnection(_rows, _statements)).Options)));
            services.AddSingleton<IClaimsTransformation, MayExport>();
            services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        },
        sample: true);

    // A site that has its administrator.
    private static MadeUpRows Started() => new MadeUpRows().Put(
        new StaffSession(StaffSessions.RowOf("1"), "1", "1", Now, "", ""),
        new IdentityRole(StaffRoles.Administrator) { Id = "1", NormalizedName = StaffRoles.Administrator.ToUpperInvariant() },
        new IdentityUserRole<string> { UserId = "1", RoleId = "1" },
        Administrator(),
        new AuditChain(),
        new UploadFolder(),
        new MailTurn());

    [Fact]
    public async Task An_empty_database_is_planted_and_gets_its_administrator()
    {
        _rows.Clear("AspNetUsers");
        _rows.Clear("AspNetUserRoles");
        await _site.NewVisitor().GetAsync("/");

        AssertSent(
            "INSERT INTO [PublicBodies]", "[Adhesions]", "[Webinars]", "[Talk",
            "[Speaker", "[PressReleases]", "[AspNetUsers]", "[__EFMigrationsHistory]");
    }

    [Fact]
    public async Task Signing_up_new_again_and_for_a_full_webinar()
    {
        var webinar = Webinar(capacity: 1);
        _rows.Put(webinar);
        Assert.Equal(
            SignUpOutcome.Confirmed,
            (await InScopeAsync<SignUp, SignedUp>(signUp => signUp.RunAsync(7, People.Person(), People.Notice))).Outcome);
        AssertSent("UPDATE \"Webinars\"", "INSERT INTO [Registrations]", "INSERT INTO [OutgoingMails]", "SELECT COUNT(*)");

        _rows.Put(Registered());
        Assert.Equal(
            SignUpOutcome.Waiting,
            (await InScopeAsync<SignUp, SignedUp>(
                signUp => signUp.RunAsync(7, People.Person() with { Role = "Sindaca" }, People.Notice))).Outcome);
    }

    [Fact]
    public async Task Changing_moving_cancelling_and_giving_the_place_on()
    {
        _rows.Put(Webinar(capacity: 5), Registered());
        var waiting = Registration.SignUp(7, 2, 0, People.Number(2), People.Notice, Now);
        var registration = await _site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync());

        Assert.Equal(ChangeRegistrationOutcome.Changed, await InScopeAsync<ChangeRegistration, ChangeRegistrationOutcome>(
            change => change.RunAsync(registration, People.Person(firstName: "Anna"))));
        var there = Registration.SignUp(7, 3, 0, People.Person("altra@comune.example"), People.Notice, Now);
        _rows.PutSequence("Registrations", [Registered()], [there], [waiting], [waiting]);
        Assert.Equal(ChangeRegistrationOutcome.Moved, await InScopeAsync<ChangeRegistration, ChangeRegistrationOutcome>(
            change => change.RunAsync(registration, People.Person("altra@comune.example"))));
        _rows.PutSequence("Registrations", [Registered()], [Registered()], [waiting]);
        await InScopeAsync<CancelRegistration, bool>(async cancel =>
        {
            await cancel.RunAsync(registration, "Impegno");
            return true;
        });
        Assert.Contains(_statements, sql => sql.Contains("[Number]", StringComparison.Ordinal));
        await InScopeAsync<AskForMail, bool>(async ask =>
        {
            await ask.RunAsync(MailKinds.YourLinks, EmailAddress.Parse("maria.rossi@comune.example"));
            return true;
        });
        await InScopeAsync<CooperaDb, bool>(async database =>
        {
            await database.WriteAsync(
                db => new SendLinks(TimeProvider.System).QueueAsync(db, EmailAddress.Parse("maria.rossi@comune.example"), Now));
            return true;
        });

        AssertSent("UPDATE [Registrations] SET", "ORDER BY [r].[Number]", "INNER JOIN [Webinars]");
    }

    [Fact]
    public async Task Who_a_message_goes_to_is_read_and_how_far_it_came()
    {
        _rows.Put(Webinar(capacity: 5), Registered());

        await InScopeAsync<Audiences, AudienceList>(audiences =>
            audiences.ReadAsync(new Audience(AudienceKind.People, 7, PeopleStates.Confirmed, CameIn: false)));
        await InScopeAsync<Audiences, AudienceList>(audiences => audiences.ReadAsync(new Audience(AudienceKind.Invitations, 7)));
        await InScopeAsync<Audiences, AudienceList>(audiences => audiences.ReadAsync(new Audience(AudienceKind.Unfinished)));
        await InScopeAsync<CooperaDb, MailingProgress>(db => MailingProgress.OfAsync(db, Guid.NewGuid(), SendingLimits.None, Now));
        await InScopeAsync<CooperaDb, IReadOnlyList<MailingOnItsWay>>(
            db => MailingProgress.OnTheirWayAsync(db, SendingLimits.None, Now));

        AssertSent("FROM [PresenceIntervals]", "SELECT DISTINCT", "FROM [Mailings]");
    }

    [Fact]
    public async Task The_outbox_is_leased_and_what_became_of_a_mail_is_recorded()
    {
        _rows.Put(Mail());

        Assert.Equal(1, await _site.Services.GetRequiredService<OutboxDelivery>().DeliverDueAsync());

        AssertSent("UPDATE [o]", "[o].[SentAt] = ", "SELECT TOP(");
    }

    [Fact]
    public async Task Every_page_public_and_of_the_back_office_with_filter_paging_and_exports()
    {
        _rows.Put(new BackupState());
        var register = PublicBodyRegister.Read();
        var messina = register.Single(body => body.Code == Bodies.Messina);
        _rows.Put(Mail());
        _rows.Put(messina, Webinar(capacity: 60), Registered(), Release(), Adhesion.OnRecord(messina, new DateOnly(2022, 1, 25), Now));
        var staff = await _site.NewStaffMemberAsync();
        _rows.Clear("Adhesions");
        var links = _site.Services.GetRequiredService<LinkGenerations>();
        var generation = new LinkGeneration();
        generation.VoidAll("", links.NewKey(), Now);
        _rows.Put(generation);
        links.LookAgain();
        var routes = await EveryRoute.OfAsync(_site);
        _rows.Put(Adhesion.OnRecord(messina, new DateOnly(2022, 1, 25), Now));

        foreach (var route in routes.Where(route => route.Takes("GET")))
        {
            var answer = await staff.GetAsync(route.Address);
            Assert.True(answer.Status < 500, $"GET {route} answered {answer.Status}: {answer.Text}");
        }

        foreach (var query in new[]
        {
            "?stato=non-riuscite&tipo=registration.links",
            "?stato=coda&cerca=rossi+maria",
            "?stato=riprova&dal=1/2/2026&al=3/2/2026",
            "?stato=spedite&dopo=1.00000000000000000000000000000000",
        })
        {
            Assert.Equal(200, (await staff.GetAsync($"/gestione/posta{query}")).Status);
        }

        foreach (var period in Enum.GetNames<Coopera.Web.Admin.Home.ChartPeriod>())
        {
            Assert.Equal(200, (await staff.GetAsync($"/gestione?periodo={period}&webinar=7")).Status);
        }

        foreach (var query in new[]
        {
            "?stato=Confirmed&cerca=rossi+castroreale&pagina=3",
            "?stato=Waiting&ordine=Name&inverso=true",
            "?cerca=%25_%5B&ordine=Status",
            "?come=Staff&provincia=ME&ente=castro&inviti=false&ordine=Body",
            $"?risposte[{Guid.NewGuid()}]=-&risposte[{Guid.NewGuid()}]=s%C3%AC",
        })
        {
            Assert.Equal(200, (await staff.GetAsync($"/gestione/webinar/7/iscritti{query}")).Status);
            Assert.Equal(200, (await staff.GetAsync($"/gestione/webinar/7/iscritti.csv{query}&scopo=presenze")).Status);
            Assert.Equal(200, (await staff.GetAsync($"/gestione/webinar/7/iscritti.xlsx{query}&scopo=presenze")).Status);
        }

        Assert.Equal(200, (await staff.GetAsync("/gestione/webinar/7/foglio-presenze.pdf?scopo=presenze")).Status);
        Assert.Equal(200, (await staff.GetAsync("/gestione/webinar/7/iscritti/in-blocco?azione=Cancel&tutti=true&cerca=rossi")).Status);
        foreach (var query in new[] { "maria.rossi%40comune.example", "rossi+castroreale", "0001234" })
        {
            Assert.Equal(200, (await staff.GetAsync($"/gestione/cerca?q={query}")).Status);
            Assert.Equal(200, (await staff.GetAsync($"/gestione/cerca?q={query}&tipo=persone&pagina=2")).Status);
        }

        AssertSent("OFFSET", "GROUP BY", "LIKE", "FROM [PublicBodies]", "INSERT INTO [AuditEntries]", "[Talk", "FROM [PressReleases]");
    }

    [Fact]
    public async Task A_list_is_imported_and_taken_back()
    {
        _rows.Put(Webinar(capacity: 60));
        ImportRow[] rows = [new(1, People.Number(1)), new(2, People.Number(2))];
        var webinar = await _site.ReadAsync(db => db.Webinars.AsNoTracking().SingleAsync());
        var plan = await _site.ReadAsync(db => ImportPlan.OfAsync(db, webinar, rows, evenCancelled: false));
        var terms = new ImportTerms("elenco.csv", "Mandato dal Comune", "mandata per email", SendsMail: true, BeyondPlaces: false, false);

        var import = await InScopeAsync<ImportPeople, ChangeResult>(
            people => people.RunAsync(new ImportOrder(7, rows, 2, terms, plan.Fingerprint, CooperaSite.AdministratorEmail)));
        Assert.Equal(ChangeVerdict.Done, import.Verdict);
        AssertSent("INTO [RegistrationImports]", "[ImportedRegistrations]");

        var stored = new RegistrationImport(7, CooperaSite.AdministratorEmail, terms, 2, 2, Now);
        var person = Registration.SignUp(7, 1, placesLeft: 0, People.Number(1), People.Notice, Now);
        _rows.Put(stored, person, new ImportedRegistration(stored.Id, person.Id));
        Assert.Equal(ChangeVerdict.Done, (await InScopeAsync<UndoImport, ChangeResult>(
            undo => undo.RunAsync(7, stored.Id, CooperaSite.AdministratorEmail))).Verdict);
        AssertSent("FROM [ImportedRegistrations]", "DELETE FROM", "UPDATE [RegistrationImports]");
    }

    [Fact]
    public async Task Extra_questions_are_counted_answered_and_changed()
    {
        var question = new Question(7, Guid.CreateVersion7(), 1, 1, QuestionKind.YesNo, "Ti fermi a pranzo?");
        _rows.Put(Webinar(capacity: 60), Registered(), question, new Answer(Guid.CreateVersion7(), 1, Question.Yes));
        var staff = await _site.NewStaffMemberAsync();

        Assert.Equal(200, (await staff.GetAsync("/gestione/webinar/7/domande")).Status);
        Assert.Equal(200, (await staff.GetAsync($"/gestione/webinar/7/domande/{question.Key}")).Status);
        AssertSent("COUNT(DISTINCT", "FROM [Questions]");

        var registration = await _site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync());
        var sheet = (await _site.ReadAsync(db => QuestionSheet.CurrentAsync(db, 7))).Checked((question, Question.No));
        Assert.Equal(ChangeRegistrationOutcome.Changed, await InScopeAsync<ChangeRegistration, ChangeRegistrationOutcome>(
            change => change.RunAsync(registration, People.Person() with { Answers = sheet })));
        await InScopeAsync<CooperaDb, int>(
            async db => (await (await QuestionSheet.ReadAsync(db, 7)).AnswersAsync(db, [registration.Id])).Count);
        AssertSent("INSERT INTO [Answers]", "INNER JOIN [Questions]", "FROM [Answers]");
    }

    [Fact]
    public async Task An_adhesion_is_begun()
    {
        _rows.Put([.. PublicBodyRegister.Read().Where(body => body.Code == Bodies.Messina)]);

        await InScopeAsync<StartAdhesion, StartOutcome>(
            start => start.RunAsync(Bodies.Messina, EmailAddress.Parse("ufficio@comune.example")));

        AssertSent("INSERT INTO [CommittedWrites]", "INSERT INTO [Adhesions]", "INSERT INTO [AdhesionEvent");
    }

    public void Dispose() => _site.Dispose();

    // The grammar is asked while a statement is sent: what it refuses has thrown by now.
    private void AssertSent(params string[] parts)
    {
        foreach (var part in parts)
        {
            Assert.True(_statements.Any(sql => sql.Contains(part, StringComparison.Ordinal)), $"No statement holds \"{part}\".");
        }
    }

    private async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> run)
        where TService : notnull
    {
        await using var scope = _site.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static Webinar Webinar(int? capacity)
    {
        var webinar = new Webinar("prova", "Prova", Now.AddDays(9), Now.AddDays(9).AddHours(2)) { Capacity = capacity, IsSample = true };
        webinar.Publish();
        return webinar;
    }

    private static Registration Registered() => Registration.SignUp(7, 1, null, People.Person(), People.Notice, Now);

    private static OutgoingMail Mail() => new(MailCause.Schedule,
        MailKinds.RegistrationConfirmed, EmailAddress.Parse("maria.rossi@comune.example"), "Maria Rossi",
        new RegistrationConfirmed(WebinarFacts.Of(Webinar(null)), RegistrationFacts.Of(Registered())).ToJson(), null, Now);

    private static PressRelease Release() => new("comunicato", "Comunicato", new DateOnly(2026, 1, 1), "Sommario", "Testo");

    private static StaffUser Administrator()
    {
        var user = new StaffUser
        {
            Id = "1",
            UserName = CooperaSite.AdministratorEmail,
            NormalizedUserName = CooperaSite.AdministratorEmail.ToUpperInvariant(),
            Email = CooperaSite.AdministratorEmail,
            NormalizedEmail = CooperaSite.AdministratorEmail.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = "A",
        };
        user.PasswordHash = new PasswordHasher<StaffUser>().HashPassword(user, CooperaSite.AdministratorPassword);
        return user;
    }

    /// <summary>The made-up table of roles answers every question with its one row.</summary>
    private sealed class MayExport : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            var copy = principal.Clone();
            copy.AddIdentity(new ClaimsIdentity([new Claim(ClaimTypes.Role, StaffRoles.Export)]));
            return Task.FromResult(copy);
        }
    }
}
