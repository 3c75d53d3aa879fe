using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Lists;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin;
using Coopera.Web.Admin.Registrations;
using Coopera.Web.Shared;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>What a list is narrowed down to, and in which order it comes, the same on every engine.</summary>
public sealed class RegistrationFilterTests
{
    private static readonly Guid Lunch = new("11111111-1111-4111-8111-111111111111");
    private static readonly Guid Diet = new("22222222-2222-4222-8222-222222222222");

    [Theory]
    [EachEngine]
    public async Task Every_filter_finds_its_people(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await PeopledAsync(database);

        Assert.Equal("Anna Nicolò Søren Taro Zoe", await FindAsync(database, webinar, new()));
        Assert.Equal("Taro", await FindAsync(database, webinar, new() { Status = RegistrationStatus.Waiting }));
        Assert.Equal("Søren", await FindAsync(database, webinar, new() { Kind = ParticipantKind.Partner }));
        Assert.Equal("Anna Nicolò Taro", await FindAsync(database, webinar, new() { Province = "ME" }));
        Assert.Equal("", await FindAsync(database, webinar, new() { Province = "zz" }));
        Assert.Equal("Søren", await FindAsync(database, webinar, new() { Body = "Cooperatìva PONTI" }));
        Assert.Equal("Zoe", await FindAsync(database, webinar, new() { Invitations = true }));
        Assert.Equal("Anna Nicolò Søren Taro", await FindAsync(database, webinar, new() { Invitations = false }));
        Assert.Equal("Nicolò", await FindAsync(database, webinar, new() { Search = "d'ANGELO nicolo" }));
        Assert.Equal("Nicolò", await FindAsync(
            database,
            webinar,
            new()
            {
                Search = "comune",
                Status = RegistrationStatus.Confirmed,
                Province = "ME",
                Body = "castroreale",
                Invitations = false,
            }));
    }

    [Theory]
    [EachEngine]
    public async Task Answers_are_filters_whatever_the_version_of_the_question(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await PeopledAsync(database);

        Assert.Equal("Anna Nicolò", await FindAsync(database, webinar, Answered(Lunch, Question.Yes)));
        Assert.Equal("Søren", await FindAsync(database, webinar, Answered(Lunch, "no")));
        Assert.Equal("Anna Nicolò Søren", await FindAsync(database, webinar, Answered(Lunch, RegistrationFilter.AnyAnswer)));
        Assert.Equal("Taro Zoe", await FindAsync(database, webinar, Answered(Lunch, RegistrationFilter.NoAnswer)));
        Assert.Equal("Anna", await FindAsync(database, webinar, Answered(Diet, "Vegana")));
        Assert.Equal("Anna", await FindAsync(database, webinar, new() { Answers = new() { [Lunch] = Question.Yes, [Diet] = "Vegana" } }));
        Assert.Equal("", await FindAsync(database, webinar, Answered(Guid.NewGuid(), Question.Yes)));
        Assert.Equal("Anna Nicolò Søren Taro Zoe", await FindAsync(database, webinar, Answered(Lunch, "")));
    }

    [Theory]
    [EachEngine]
    public async Task Every_order_goes_both_ways_and_is_a_firm_one(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await PeopledAsync(database);

        Assert.Equal("Nicolò Søren Taro Anna Zoe", await OrderAsync(database, webinar, RegistrationOrder.Number, false));
        Assert.Equal("Zoe Anna Taro Søren Nicolò", await OrderAsync(database, webinar, RegistrationOrder.Number, true));
        Assert.Equal("Nicolò Søren Zoe Anna Taro", await OrderAsync(database, webinar, RegistrationOrder.Name, false));
        Assert.Equal("Taro Anna Zoe Søren Nicolò", await OrderAsync(database, webinar, RegistrationOrder.Name, true));
        Assert.Equal("Anna Nicolò Søren Zoe Taro", await OrderAsync(database, webinar, RegistrationOrder.Status, false));
        Assert.Equal("Zoe Nicolò Taro Anna Søren", await OrderAsync(database, webinar, RegistrationOrder.Body, false));
    }

    [Theory]
    [EachEngine]
    public async Task Many_and_few_are_counted_and_paged_alike(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await PeopledAsync(database);
        RegistrationFilter[] filters =
        [
            new(), new() { Status = RegistrationStatus.Confirmed }, new() { Invitations = false },
            new() { Search = "comune" }, new() { Body = "castroreale" }, new() { Search = "nessuno così" },
            Answered(Lunch, Question.Yes), Answered(Lunch, RegistrationFilter.AnyAnswer),
            Answered(Lunch, RegistrationFilter.NoAnswer), Answered(Lunch, Question.Yes) with { Invitations = false },
        ];
        foreach (var filter in filters.SelectMany(filter => Enum.GetValues<RegistrationOrder>().SelectMany(
            order => new[] { false, true }.Select(reverse => filter with { ChosenOrder = order, Reversed = reverse }))))
        {
            var names = await NamesAsync(database, webinar, filter);
            foreach (var few in new[] { 0, 2, 100 })
            {
                var paged = await PagedAsync(database, webinar, filter, few);

                Assert.Equal((names.Count, string.Join(' ', names)), (paged.Total, string.Join(' ', paged.Names)));
            }
        }
    }

    [Fact]
    public void The_address_says_the_filter_and_another_order_of_it()
    {
        var filter = new RegistrationFilter
        {
            Status = RegistrationStatus.Confirmed,
            Search = "lo bue",
            ChosenOrder = RegistrationOrder.Name,
            Answers = new() { [Lunch] = Question.Yes },
        };

        Assert.Equal($"?stato=Confirmed&cerca=lo%20bue&ordine=Name&risposte%5B{Lunch}%5D=yes&pagina=2", filter.Query(2));
        Assert.True(filter.By(RegistrationOrder.Name).Reversed);
        Assert.False(filter.By(RegistrationOrder.Name).By(RegistrationOrder.Name).Reversed);
        Assert.Equal((RegistrationOrder.Body, false), (
            filter.By(RegistrationOrder.Name).By(RegistrationOrder.Body).Order,
            filter.By(RegistrationOrder.Name).By(RegistrationOrder.Body).Reversed));
        Assert.Equal("", new RegistrationFilter().Query());
    }

    private static RegistrationFilter Answered(Guid question, string answer) => new() { Answers = new() { [question] = answer } };

    private static async Task<string> FindAsync(TestDatabase database, Webinar webinar, RegistrationFilter filter) =>
        string.Join(' ', (await NamesAsync(database, webinar, filter)).Order(StringComparer.InvariantCulture));

    private static async Task<string> OrderAsync(TestDatabase database, Webinar webinar, RegistrationOrder order, bool reverse) =>
        string.Join(' ', await NamesAsync(database, webinar, new() { ChosenOrder = order, Reversed = reverse }));

    private static Task<List<string>> NamesAsync(TestDatabase database, Webinar webinar, RegistrationFilter filter) =>
        database.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<CooperaDb>();
        var questions = await QuestionColumns.OfAsync(db, webinar.Id);
        var bodies = await services.GetRequiredService<PublicBodyDirectory>().AllAsync();
        return await filter.Sort(filter.Where(db, webinar.Id, questions.All, bodies)).Select(r => r.FirstName).ToListAsync();
    });

    /// <summary>All pages of two, one after the other.</summary>
    private static Task<(int Total, List<string> Names)> PagedAsync(
        TestDatabase database, Webinar webinar, RegistrationFilter filter, int few) =>
        database.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<CooperaDb>();
        var questions = await QuestionColumns.OfAsync(db, webinar.Id);
        var bodies = await services.GetRequiredService<PublicBodyDirectory>().AllAsync();
        var found = await FoundRegistrations.OfAsync(
            db, webinar.Id, filter, questions.All, bodies, await RegistrationList.CountsAsync(db, webinar.Id), few);
        var names = new List<string>();
        for (var page = 1; page <= ListPage.Of(page, found.Total, 2).Count; page++)
        {
            names.AddRange((await found.RowsAsync(ListPage.Of(page, found.Total, 2))).Select(row => row.FirstName));
        }

        return (found.Total, names);
    });

    private static async Task<Webinar> PeopledAsync(TestDatabase database)
    {
        var webinar = await database.WebinarAsync();
        var elsewhere = await database.WebinarAsync();
        await database.ReadAsync(outer => outer.WriteAsync(async db =>
        {
            var first = new Question(webinar.Id, Lunch, 1, 1, QuestionKind.YesNo, "Pranzi?") { RetiredAt = TestDatabase.Now };
            var second = new Question(webinar.Id, Lunch, 2, 1, QuestionKind.YesNo, "Ti fermi a pranzo?");
            var diet = new Question(webinar.Id, Diet, 1, 2, QuestionKind.SeveralChoices, "Dieta") { Options = ["Vegana", "Senza glutine"] };
            db.Questions.AddRange(first, second, diet);
            await db.SaveChangesAsync();

            var nicolo = SignUp(webinar, 1, People.Person("nico@comune.example", "Nicolò", "D’Angelo"));
            var soren = SignUp(webinar, 2, People.Person("soren@ponti.example", "Søren", "De Blasi-Øster") with
            {
                Kind = ParticipantKind.Partner,
                PublicBodyCode = null,
                OtherBody = "Cooperativa Ponti",
                BodyName = "Cooperativa Ponti",
            });
            var taro = SignUp(webinar, 3, People.Person("taro@comune.example", "Taro", "Verga"), placesLeft: 0);
            var anna = SignUp(webinar, 4, People.Person("anna@comune.example", "Anna", "Lo Bue") with
            {
                PublicBodyCode = "083048",
                BodyName = "Comune di Messina (ME)",
            });
            anna.Cancel(null, TestDatabase.Now);
            var zoe = SignUp(
                webinar,
                5,
                People.Person(
                    "zoe@posta.example", "Zoe", "Fazio") with
                { Kind = ParticipantKind.Citizen, PublicBodyCode = null, BodyName = null },
                invitations: true);
            db.Registrations.AddRange(
                nicolo, soren, taro, anna, zoe, SignUp(elsewhere, 1, People.Person("nico@comune.example", "Altrove", "D’Angelo")));
            db.Answers.AddRange(
                new Answer(nicolo.Id, first.Id, Question.Yes), new Answer(anna.Id, second.Id, Question.Yes), new Answer(
                    soren.Id, second.Id, Question.No),
                new Answer(anna.Id, diet.Id, "Vegana"), new Answer(anna.Id, diet.Id, "Senza glutine"));
            await db.SaveChangesAsync();
        }));
        return webinar;
    }

    private static Registration SignUp(
        Webinar webinar, long number, Participant person, int? placesLeft = null, bool invitations = false) =>
        Registration.SignUp(
        webinar.Id, number, placesLeft, person, People.Notice with { FutureInvitations = invitations }, TestDatabase.Now);
}
