using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain.Staff;
using Coopera.Web.Tests.Account;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>The day when a copy of the database may be in foreign hands.</summary>
public sealed class VoidEverythingTests : IDisposable
{
    private const string Address = "/gestione/utenti/annulla-tutto";
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task No_link_sent_before_opens_anything_everybody_signs_in_again_and_new_links_work()
    {
        var (administrator, colleague) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync(StaffRoles.Reader));
        var before = await PersonalLinkAsync();
        var reset = await _site.ResetLinkAsync();
        Assert.Equal(200, (await _site.NewVisitor().GetAsync(before)).Status);

        var answer = await administrator.SubmitAsync(
            await administrator.GetAsync(Address), new() { ["Reason"] = "Persa una copia di sicurezza", ["Agreed"] = "true" });

        var page = await administrator.FollowAsync(answer);
        Assert.Equal("Accesso alla gestione", page.Heading);
        Assert.Contains("Nessun link mandato finora funziona più", page.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await _site.NewVisitor().GetAsync(before)).Status);
        Assert.Equal(404, (await _site.NewVisitor().GetAsync(reset)).Status);
        Assert.Equal(302, (await colleague.GetAsync("/gestione")).Status);
        Assert.Equal(200, (await _site.NewVisitor().GetAsync(await PersonalLinkAsync())).Status);
        Assert.Equal(303, (await administrator.SignInAsync()).Status);
        var line = await _site.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.EverythingVoided));
        Assert.Equal((CooperaSite.AdministratorEmail, "Persa una copia di sicurezza"), (line.Actor, line.Reason));
    }

    [Fact]
    public async Task What_happens_is_told_first_and_must_be_agreed_to()
    {
        var administrator = await _site.NewStaffMemberAsync();
        await PersonalLinkAsync();

        var page = await administrator.GetAsync(Address);
        Assert.Contains("1 iscrizione a webinar", page.Text, StringComparison.Ordinal);
        var refused = await administrator.SubmitAsync(page, new() { ["Reason"] = "Prova" });

        Assert.Equal(422, refused.Status);
        Assert.Contains("Spunta la casella", refused.ErrorOf("Agreed"), StringComparison.Ordinal);
        Assert.Equal(200, (await administrator.GetAsync("/gestione")).Status);
        Assert.Equal("", await _site.ReadAsync(db => db.LinkGenerations.Select(generation => generation.Mark).SingleAsync()));
    }

    public void Dispose() => _site.Dispose();

    private async Task<string> PersonalLinkAsync()
    {
        var webinar = await _site.WebinarAsync();
        await using var scope = _site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Person(), People.Notice);
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id));
        var links = scope.ServiceProvider.GetRequiredService<PersonalLinks>();
        return $"/iscrizioni/{links.Token(new PersonalLink(registration.Id, registration.LinkVersion))}";
    }
}
