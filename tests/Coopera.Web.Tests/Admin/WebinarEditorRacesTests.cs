using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>Editors at work while people sign up, on every engine.</summary>
public sealed class WebinarEditorRacesTests
{
    private const string Staff = "redazione@anci.example";

    [Theory]
    [EachEngine]
    public async Task Places_added_while_people_sign_up_are_all_given_and_none_twice(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 3);
        await Task.WhenAll(Enumerable.Range(1, 10).Select(number => SignUpAsync(database, webinar, number)));

        await Task.WhenAll(Enumerable.Range(11, 20).Select(number => SignUpAsync(database, webinar, number))
            .Append(Raise(8)).Concat(Enumerable.Range(31, 10).Select(number => SignUpAsync(database, webinar, number))));

        var people = await database.ReadAsync(
            db => db.Registrations.AsNoTracking().Where(r => r.WebinarId == webinar.Id).OrderBy(r => r.Number).ToListAsync());
        Assert.Equal(40, people.Count);
        Assert.Equal(8, people.Count(r => r.Status == RegistrationStatus.Confirmed));
        Assert.All(people.Take(8), r => Assert.Equal(RegistrationStatus.Confirmed, r.Status));
        Assert.Equal(5, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.PlaceAssigned)));

        Task Raise(int places) => database.InScopeAsync(async services =>
        {
            var result = await services.GetRequiredService<EditWebinar>().RunAsync(
                new ChangeRequest<int>(webinar.Id, ChangedWebinar.Version(webinar), Staff),
                webinar.Content with { Capacity = places }, [], agreed: null);
            Assert.Equal(ChangeVerdict.Done, result.Verdict);
            return true;
        });
    }

    [Theory]
    [EachEngine]
    public async Task Of_two_who_save_at_once_one_is_told_and_everybody_hears_of_one_change(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await Task.WhenAll(Enumerable.Range(1, 5).Select(number => SignUpAsync(database, webinar, number)));

        var outcomes = await Task.WhenAll(new[] { "Titolo di Anna", "Titolo di Bruno" }.Select(title => database.InScopeAsync(services =>
            services.GetRequiredService<EditWebinar>().RunAsync(
                new ChangeRequest<int>(webinar.Id, ChangedWebinar.Version(webinar), Staff),
                webinar.Content with { Title = title }, [], agreed: "avviso1"))));

        Assert.Equal([ChangeVerdict.Done, ChangeVerdict.Stale], outcomes.Select(result => result.Verdict).Order());
        await TellAsync(database, WebinarAnnouncement.ChangesWait);
        Assert.Equal(5, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.WebinarChanged)));
        Assert.Equal(1, await database.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.WebinarEdited)));
    }

    [Theory]
    [EachEngine]
    public async Task Two_new_webinars_cannot_have_one_address(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var content = new WebinarContent
        {
            Slug = "uguale",
            Title = "Uguale",
            StartsAt = TestDatabase.Now.AddDays(1),
            EndsAt = TestDatabase.Now.AddDays(2),
        };

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.InScopeAsync(services =>
            services.GetRequiredService<CreateWebinar>().RunAsync(content, [], Staff))));

        Assert.Single(ids, id => id is not null);
        Assert.Equal(1, await database.ReadAsync(db => db.Webinars.CountAsync(w => w.Slug == "uguale")));
    }

    [Theory]
    [EachEngine]
    public async Task Cancelled_while_people_sign_up_everybody_who_got_in_is_told_and_nobody_comes_after(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();

        await Task.WhenAll(Enumerable.Range(1, 12).Select(number => SignUpAsync(database, webinar, number))
            .Append(database.InScopeAsync(async services =>
        {
            var result = await services.GetRequiredService<CancelWebinar>()
                .RunAsync(new ChangeRequest<int>(webinar.Id, ChangedWebinar.Version(webinar), Staff), "Malattia");
            Assert.Equal(ChangeVerdict.Done, result.Verdict);
            return true;
        })));

        await TellAsync(database, Undo.Within);
        var people = await database.ReadAsync(db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id));
        Assert.Equal(people, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.WebinarCancelled)));
    }

    /// <summary>More than a portion, so that the seams are tried, too.</summary>
    [Theory]
    [EachEngine]
    public async Task Thousands_are_told_in_one_transaction_each_of_them_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1200);
        await database.ReadAsync(reading => reading.WriteAsync(async db =>
        {
            db.Registrations.AddRange(Enumerable.Range(1, 1300).Select(number =>
                Registration.SignUp(webinar.Id, number, 1200 - number + 1, People.Number(number), People.Notice,
                    TestDatabase.Now)));
            await db.SaveChangesAsync();
        }));

        var result = await database.InScopeAsync(services => services.GetRequiredService<EditWebinar>().RunAsync(
            new ChangeRequest<int>(webinar.Id, ChangedWebinar.Version(webinar), Staff),
            webinar.Content with { EndsAt = webinar.EndsAt.AddHours(1) }, [], agreed: "avviso2"));

        Assert.Equal(ChangeVerdict.Done, result.Verdict);
        Assert.StartsWith("Modifiche salvate: 1300 persone ricevono un’email alle ", result.Sentence, StringComparison.Ordinal);
        await TellAsync(database, WebinarAnnouncement.ChangesWait);
        Assert.Equal(1300, await database.ReadAsync(
            db => db.OutgoingMails.Where(m => m.Kind == MailKinds.WebinarChanged).Select(m => m.RegistrationId).Distinct().CountAsync()));
    }

    /// <summary>Two nodes find that it is time.</summary>
    private static Task TellAsync(TestDatabase database, TimeSpan after)
    {
        database.Clock.Advance(after);
        return Task.WhenAll(Enumerable.Range(0, 2).Select(
            _ => database.InScopeAsync(services => services.GetRequiredService<TellWebinarNews>().RunAsync())));
    }

    private static Task<bool> SignUpAsync(TestDatabase database, Webinar webinar, int number) => database.InScopeAsync(async services =>
    {
        await services.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Number(number), People.Notice);
        return true;
    });
}
