using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Presence;
using Coopera.Core.Registrations;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Presence;

/// <summary>A webinar of two hours that has just begun, with people who have a place.</summary>
internal sealed class AtTheWebinar : IAsyncDisposable
{
    public const string Anna = "anna@anci.example";
    public const string Luca = "luca@anci.example";

    private readonly TestDatabase _database;

    private AtTheWebinar(TestDatabase database, Webinar webinar) => (_database, Webinar) = (database, webinar);

    public Webinar Webinar { get; }

    public TestDatabase Database => _database;

    public static async Task<AtTheWebinar> BeginAsync(DatabaseProvider engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await database.WriteAsync(async db =>
        {
            var stored = await db.Webinars.Include(w => w.Talks).SingleAsync(w => w.Id == webinar.Id);
            stored.Edit(stored.Content with { JoinLink = "https://zoom.example/j/1" }, [], database.Clock.GetUtcNow());
        });
        return new AtTheWebinar(database, webinar);
    }

    public async Task<Registration> SignUpAsync(Participant person)
    {
        await _database.InScopeAsync(services => services.GetRequiredService<SignUp>().RunAsync(Webinar.Id, person, People.Notice));
        return await _database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.EmailKey == person.Email.Key));
    }

    /// <summary>So many minutes after the beginning.</summary>
    public void At(double minute) => _database.Clock.SetUtcNow(Minute(minute));

    public DateTimeOffset Minute(double minute) => Webinar.StartsAt.AddMinutes(minute);

    public TimeWindow Between(double from, double until) => new(Minute(from), Minute(until));

    public Task<T> UseAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull => _database.InScopeAsync(services => use(services.GetRequiredService<TService>()));

    public Task EnterAsync(Registration registration) =>
        UseAsync<EnterWebinar, Entered>(enter => enter.RunAsync(registration));

    public static ChangeRequest<T> Asks<T>(T id, string staff = Anna, string? seen = null) => new(id, seen, staff);

    public async Task<int> MinutesAsync(Registration registration) => (int)(await _database.ReadAsync(
        db => db.AttendanceAsync(Webinar))).Of(registration.Id).TotalMinutes;

    /// <summary>In minutes after the beginning.</summary>
    public async Task<IReadOnlyList<(PresenceSource Source, int From, int Until)>> StaysAsync(Registration registration) =>
        (await _database.ReadAsync(
            db => db.PresenceIntervals.AsNoTracking().Where(p => p.RegistrationId == registration.Id && p.ExcludedAt == null)
            .OrderBy(p => p.Id).ToListAsync()))
        .ConvertAll(p => (p.Source, (int)(p.EnteredAt - Webinar.StartsAt).TotalMinutes, (int)(p.Until - Webinar.StartsAt).TotalMinutes));

    public Task<T> ReadAsync<T>(Func<CooperaDb, Task<T>> read) => _database.ReadAsync(read);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
