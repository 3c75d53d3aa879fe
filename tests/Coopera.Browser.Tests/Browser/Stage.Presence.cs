using Coopera.Core.Links;
using Coopera.Core.Presence.Evidence;
using Coopera.Core.Presence.Rooms;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Browser;

/// <param name="Person">Of whom most is known.</param>
/// <param name="Page">Of that person.</param>
public sealed record Attended(int WebinarId, Guid Person, string Page);

public static partial class Stage
{
    /// <summary>Four people with a place; of three something is known, and one asks why nothing is.</summary>
    /// <param name="minutes">Since it began, below zero.</param>
    public static async Task<Attended> AttendedAsync(this CooperaSite site, double minutes = -150)
    {
        var webinar = await site.OpenAsync();
        List<string> pages = [];
        (string, string)[] names = [("Maria", "Lo Bue"), ("Salvatore", "D’Angelo"), ("Nunzia", "De Blasi"), ("Øyvind", "Cusumano")];
        foreach (var (first, last) in names)
        {
            pages.Add(await site.SignUpAsync(webinar, $"{Guid.NewGuid():N}@comune.example", first, last));
        }

        var start = DateTimeOffset.UtcNow.AddMinutes(minutes);
        await site.WriteAsync(async db =>
        {
            var stored = await db.Webinars.Include(w => w.Talks).SingleAsync(w => w.Id == webinar.Id);
            stored.Edit(
                stored.Content with { StartsAt = start, EndsAt = start.AddHours(2), JoinLink = Platform, Platform = "Zoom" }, [],
                DateTimeOffset.UtcNow);
        });
        var people = await site.ReadAsync(db => db.Registrations.Where(r => r.WebinarId == webinar.Id).OrderBy(r => r.Number)
            .Select(r => r.Id).ToListAsync());
        await site.WriteAsync(async db =>
        {
            var taken = new PresenceInterval(people[0], PresenceSource.Staff, start.AddMinutes(100), start.AddMinutes(110))
            {
                StatedBy = CooperaSite.AdministratorEmail,
                Reason = "Era nella sala del Comune, lo conferma il dirigente",
            };
            taken.Exclude(CooperaSite.AdministratorEmail, "Scritto per sbaglio a questa persona", DateTimeOffset.UtcNow);
            db.PresenceIntervals.AddRange(
                new PresenceInterval(people[0], PresenceSource.EntryPage, start.AddMinutes(2), start.AddMinutes(25)),
                new PresenceInterval(people[0], PresenceSource.EntryPage, start.AddMinutes(28)),
                new PresenceInterval(people[0], PresenceSource.CodeWord, start.AddMinutes(28), start.AddMinutes(29)),
                taken,
                new PresenceInterval(people[1], PresenceSource.Room, start, start.AddMinutes(29)) { StatedBy = "Maria Rossi" },
                new PresenceInterval(people[2], PresenceSource.PlatformReport, start.AddMinutes(10), start.AddMinutes(20)));
            db.PresenceRequests.Add(new PresenceRequest(
                people[0], "Seguivo dal telefono, la pagina si è chiusa da sola.\nC’ero fino alla fine.", DateTimeOffset.UtcNow));
            db.CodeWords.Add(new CodeWord(webinar.Id, "mandorla 472", CooperaSite.AdministratorEmail, start.AddMinutes(28)));
            await db.SaveChangesAsync();
        });
        return new Attended(webinar.Id, people[0], pages[0]);
    }

    /// <summary>Somebody opened a room in a webinar that takes place.</summary>
    public static async Task<(string Page, string Code)> RoomAsync(this CooperaSite site)
    {
        var page = (await site.AttendedAsync(minutes: -30)).Page;
        Assert.True(site.Services.GetRequiredService<PersonalLinks>().TryRead(page.Split('/')[^1], out var link));
        await site.InScopeAsync(async services =>
        {
            var own = await services.GetRequiredService<Coopera.Core.Data.CooperaDb>().Registrations.AsNoTracking()
                .SingleAsync(r => r.Id == link.Value.Id);
            return await services.GetRequiredService<OpenRoom>().RunAsync(own);
        });
        return (page, await site.ReadAsync(
            db => db.PresenceRooms.Where(r => r.ContactId == link.Value.Id).Select(r => r.Code).SingleAsync()));
    }

    public static Task SayAsync(this CooperaSite site, int webinarId, string word) => site.InScopeAsync(services =>
        services.GetRequiredService<SayCodeWord>().RunAsync(
            new(webinarId, null, CooperaSite.AdministratorEmail), word, TimeSpan.FromMinutes(15)));
}
