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
        await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Person(email), People.Notice, Guid.NewGuid());
        return await site.ReadAsync(
            db => db.Registrations.Where(r => r.WebinarId == webinar.Id && r.Email == EmailAddress.Parse(email))
                .Select(r => r.Id).SingleAsync());
    }

    public static Task<Registration> FindRegistrationAsync(this CooperaSite site, Guid id) =>
        site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.Id == id));
}
