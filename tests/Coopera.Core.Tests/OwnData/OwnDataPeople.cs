using Coopera.Core.OwnData;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.OwnData;

/// <summary>Somebody about whom there is something in every table that has anything to say of an address.</summary>
internal static class OwnDataPeople
{
    public const string Address = "maria.rossi@comune.example";

    public static readonly EmailAddress Email = EmailAddress.Parse(Address);

    public static Task SignUpAsync(
        this TestDatabase database, int webinarId, string email = Address, string first = "Maria", string last = "Rossi") =>
        database.InScopeAsync(services => services.GetRequiredService<SignUp>().RunAsync(
            webinarId, People.Person(email, first, last), People.Notice with { FutureInvitations = true }));

    public static Task<Registration> RegistrationAsync(this TestDatabase database, int webinarId, string first = "Maria") =>
        database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.WebinarId == webinarId && r.FirstName == first));

    public static Task<OwnDataBook> BookAsync(this TestDatabase database, string email = Address) =>
        database.InScopeAsync(services => services.GetRequiredService<ReadOwnData>().RunAsync(EmailAddress.Parse(email)));

    public static Task EraseAsync(this TestDatabase database, string email = Address, string? who = null) =>
        database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<AskErasure>().RunAsync(EmailAddress.Parse(email), who, form: null);
            return true;
        });

    /// <summary>One webinar that is past and one that comes, with answers, presence, diary, mails both ways.</summary>
    public static async Task<(Webinar Past, Webinar ToCome)> EverythingAsync(this TestDatabase database, int? capacity = null)
    {
        var (past, coming) = (await database.WebinarAsync(), await database.WebinarAsync(capacity));
        var (note, lunch) = (await database.AskAsync(past, Questions.Note), await database.AskAsync(past, Questions.Lunch));
        await database.SignUpAsync(past.Id);
        await database.SignUpAsync(coming.Id);
        await database.SignUpAsync(past.Id, "altra@comune.example", "Luca", "Bianchi");
        var registration = await database.RegistrationAsync(past.Id);
        await database.WriteAsync(async db =>
        {
            await db.Webinars.Where(w => w.Id == past.Id).ExecuteUpdateAsync(w => w
                .SetProperty(x => x.StartsAt, TestDatabase.Now.AddDays(-3))
                .SetProperty(x => x.EndsAt, TestDatabase.Now.AddDays(-3).AddHours(2)));
            await db.Registrations.Where(r => r.Id == registration.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Phone, "333 1234567"));
            db.Answers.Add(new Answer(registration.Id, note.Id, "Una domanda di Maria Rossi"));
            db.Answers.Add(new Answer(registration.Id, lunch.Id, Question.Yes));
            db.PresenceIntervals.Add(new PresenceInterval(
                registration.Id, PresenceSource.EntryPage, TestDatabase.Now.AddDays(-3), TestDatabase.Now.AddDays(-3).AddHours(1)));
            db.RegistrationEvents.Add(new RegistrationEvent(
                registration.Id, RegistrationEventKind.Substituted, "segreteria@anci.example", "era Maria Rossi", TestDatabase.Now));
            db.Reminders.Add(new Reminder(registration.Id, ReminderRule.DayBefore, past.StartsAt, null, TestDatabase.Now));
            db.SchedaRequests.Add(new SchedaRequest(Email, null, "Ufficio di Maria Rossi", "2026-11-01", TestDatabase.Now));
            db.BouncingAddresses.Add(new BouncingAddress(Email, TestDatabase.Now));
            db.IncomingMessages.Add(new IncomingMessage(
                "casella", 1, 1, "<1@comune.example>", Address, "Scrive Maria Rossi", TestDatabase.Now, TestDatabase.Now));
        });
        return (past, coming);
    }
}
