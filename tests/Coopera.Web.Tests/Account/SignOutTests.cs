using Coopera.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Account;

public sealed class SignOutTests : IDisposable
{
    private const string Leave = "form[action='/gestione/esci']";

    // Each ends the sessions of the one administrator.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task Who_signs_out_is_led_to_the_sign_in_page_and_the_back_office_is_shut()
    {
        var staff = await _site.NewStaffMemberAsync();

        var answer = await staff.SubmitAsync(await staff.GetAsync("/gestione/webinar"), [], Leave);

        Assert.Equal("Accesso alla gestione", (await staff.FollowAsync(answer)).Heading);
        Assert.Equal(302, (await staff.GetAsync("/gestione/webinar")).Status);
    }

    [Fact]
    public async Task A_copied_session_is_dead_once_its_owner_has_signed_out()
    {
        var (staff, thief) = await StaffAndThiefAsync();
        Assert.Equal(200, (await thief.GetAsync("/gestione/webinar")).Status);

        await staff.SubmitAsync(await staff.GetAsync("/gestione/webinar"), [], Leave);

        foreach (var address in new[] { "/gestione/webinar", "/gestione/webinar/1/iscritti", "/gestione/webinar/1/iscritti.csv" })
        {
            Assert.Equal(302, (await thief.GetAsync(address)).Status);
        }
    }

    [Fact]
    public async Task A_session_is_dead_once_the_password_was_changed()
    {
        var staff = await _site.NewStaffMemberAsync();
        await using (var scope = _site.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>();
            var user = await users.FindByEmailAsync(CooperaSite.AdministratorEmail);
            Assert.True(
                (await users.ChangePasswordAsync(user!, CooperaSite.AdministratorPassword, "quattro parole tutte nuove")).Succeeded);
        }

        Assert.Equal(302, (await staff.GetAsync("/gestione/webinar")).Status);
    }

    [Fact]
    public async Task Signing_out_without_a_session_is_harmless()
    {
        var (staff, other) = await StaffAndThiefAsync();
        var page = await other.GetAsync("/gestione/webinar");
        await staff.SubmitAsync(await staff.GetAsync("/gestione/webinar"), [], Leave);

        var answer = await other.SubmitAsync(page, [], Leave);

        Assert.Equal("/gestione/accesso", answer.Location);
    }

    [Fact]
    public async Task Neither_a_link_nor_a_foreign_form_signs_anybody_out()
    {
        var staff = await _site.NewStaffMemberAsync();

        var link = await staff.GetAsync("/gestione/esci");
        var forged = await staff.SubmitAsync(
            await staff.GetAsync("/gestione/webinar"), new() { ["__RequestVerificationToken"] = null }, Leave);

        Assert.Equal((303, "/gestione", 400), (link.Status, link.Location, forged.Status));
        Assert.Equal(200, (await staff.GetAsync("/gestione/webinar")).Status);
    }

    public void Dispose() => _site.Dispose();

    /// <summary>A staff member, and somebody who holds a copy of all their cookies.</summary>
    private async Task<(Visitor Staff, Visitor Thief)> StaffAndThiefAsync()
    {
        var staff = _site.NewVisitor();
        var form = await staff.GetAsync("/gestione/accesso");
        var answer = await staff.SubmitAsync(
            form, new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword });
        var cookies = form.Response.Headers.GetValues("Set-Cookie")
            .Concat(answer.Response.Headers.GetValues("Set-Cookie")).Select(cookie => cookie.Split(';')[0]);
        var client = _site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies));
        return (staff, new Visitor(client));
    }
}
