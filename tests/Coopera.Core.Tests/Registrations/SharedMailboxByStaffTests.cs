using Coopera.Core.Changes;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Imports;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>Two people with one mailbox, by the hand of the secretariat.</summary>
public sealed class SharedMailboxByStaffTests
{
    private const string Office = "ufficio@comune.example";

    private static readonly Participant Maria = People.Person(Office);
    private static readonly Participant Luca = People.Person(Office, "Luca", "Bianchi");

    [Theory]
    [EachEngine]
    public async Task Staff_are_asked_whether_it_is_another_person_and_can_say_so(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await database.InScopeAsync(
            services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, Maria, People.Notice));

        var asked = await AddAsync(database, webinar, Luca);
        var added = await AddAsync(database, webinar, Luca with { SharesMailbox = true });
        var twice = await AddAsync(database, webinar, Luca with { SharesMailbox = true });

        Assert.Equal((ChangeVerdict.Refused, "SharesMailbox"), (asked.Verdict, asked.Field));
        Assert.Contains("di Maria Rossi", asked.Sentence, StringComparison.Ordinal);
        Assert.Equal(ChangeVerdict.Done, added.Verdict);
        Assert.Equal((ChangeVerdict.Refused, "Email", added.Id), (twice.Verdict, twice.Field, twice.Id));
        Assert.Equal(ChangeVerdict.Done, (await EditAsync(database, added, Luca with { Role = "Sindaca" })).Verdict);
        Assert.Equal("Email", (await EditAsync(database, added, Maria)).Field);
        Assert.Equal(2, (await AllAsync(database)).Count);
    }

    [Theory]
    [EachEngine]
    public async Task A_list_with_two_people_of_one_mailbox_signs_up_both_and_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await database.InScopeAsync(
            services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, Maria, People.Notice));
        ImportRow[] rows =
        [
            new(1, Maria), new(2, Luca), new(3, Luca with { FirstName = "Bianchi", LastName = "Luca" }),
            new(4, People.Person("due@comune.example", "Ida", "Lo Bue")), new(5, People.Person("due@comune.example", "Eva", "Neri")),
        ];

        var plan = await database.ReadAsync(db => ImportPlan.OfAsync(db, webinar, rows, evenCancelled: false));
        var terms = new ImportTerms("elenco.xlsx", "Elenco del Comune", "mandata per email", true, BeyondPlaces: false, false);
        var import = await database.InScopeAsync(services => services.GetRequiredService<ImportPeople>().RunAsync(
            new ImportOrder(webinar.Id, rows, rows.Length, terms, plan.Fingerprint, "segreteria@anci.example")));

        Assert.Equal(
            [
                "è già in elenco: resta com’è", "da iscrivere, stessa casella di Maria Rossi", "stessa persona della riga 2: resta fuori",
                "da iscrivere", "da iscrivere, stessa casella di Ida Lo Bue",
            ],
            plan.Rows.Select(row => row.Sentence()));
        Assert.Equal("3 persone iscritte.", import.Sentence);
        Assert.Equal(4, (await AllAsync(database)).Select(r => r.ActiveKey).Distinct().Count());
        var again = await database.ReadAsync(db => ImportPlan.OfAsync(db, webinar, rows, evenCancelled: false));
        Assert.Empty(again.New);
    }

    private static Task<ChangeResult> AddAsync(TestDatabase database, Webinar webinar, Participant person) => database.InScopeAsync(
        services => services.GetRequiredService<AddPerson>().RunAsync(
            webinar.Id, new NewPerson(person, People.Notice, "letta per telefono", null, true, Guid.NewGuid()), "staff@anci.example"));

    private static async Task<ChangeResult> EditAsync(TestDatabase database, ChangeResult added, Participant participant)
    {
        var id = Guid.Parse(added.Id!);
        var seen = await database.ReadAsync(db => db.Registrations.Where(r => r.Id == id).Select(r => r.Revision).SingleAsync());
        return await database.InScopeAsync(services => services.GetRequiredService<EditPerson>()
            .RunAsync(new ChangeRequest<Guid>(id, $"{seen}", "segreteria@anci.example"), participant));
    }

    private static Task<List<Registration>> AllAsync(TestDatabase database) =>
        database.ReadAsync(db => db.Registrations.AsNoTracking().OrderBy(r => r.Number).ToListAsync());
}
