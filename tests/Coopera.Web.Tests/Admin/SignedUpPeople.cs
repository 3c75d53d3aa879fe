using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>People who have signed up, without the form.</summary>
internal static class SignedUpPeople
{
    public static async Task<(Webinar Webinar, Guid Id)> SignedUpAsync(this CooperaSite site, string email = "maria.rossi@comune.example")
    {
        var webinar = await site.WebinarAsync();
        return (webinar, await site.SignUpAsync(webinar, email));
    }

    public static async Task<Guid> SignUpAsync(this CooperaSite site, Webinar webinar, string email = "maria.rossi@comune.example")
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Person(email), People.Notice);
        return await site.ReadAsync(
            db => db.Registrations.Where(r => r.WebinarId == webinar.Id && r.Email == EmailAddress.Parse(email))
                .Select(r => r.Id).SingleAsync());
    }

    public static Task<Registration> FindRegistrationAsync(this CooperaSite site, Guid id) =>
        site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.Id == id));

    /// <summary>A webinar with so many people, each with a place.</summary>
    public static async Task<Webinar> SignedUpAsync(this CooperaSite site, int people, int? capacity = null)
    {
        var webinar = await site.WebinarAsync(() => new Webinar(
            $"tanti-{Guid.NewGuid():N}",
            "Tanti",
            DateTimeOffset.UtcNow.AddDays(9),
            DateTimeOffset.UtcNow.AddDays(10))
        { Capacity = capacity });
        for (var number = 1; number <= people; number++)
        {
            await site.AddAsync(webinar, number);
        }

        return webinar;
    }

    public static Task AddAsync(this CooperaSite site, Webinar webinar, int number, int? placesLeft = null) => site.WriteAsync(async db =>
    {
        var locked = await db.LockWebinarAsync(webinar.Id);
        db.Registrations.Add(Registration.SignUp(
            webinar.Id, locked!.Revision, placesLeft, People.Number(number), People.Notice, DateTimeOffset.UtcNow));
    });
}
