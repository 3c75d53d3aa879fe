using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Registrations;

/// <summary>Who asked for invitations takes it back from the invitation, by hand or by the button of the mail program (RFC 8058).</summary>
public sealed class UnsubscribeTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private static readonly (string, string) OneClick = ("List-Unsubscribe", "One-Click");

    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task One_click_takes_back_the_choice_for_all_of_the_address_without_a_cookie_and_saying_where_it_comes_from()
    {
        var (first, address) = await WhoWantsInvitationsAsync("una@comune.example");
        var (second, _) = await WhoWantsInvitationsAsync("una@comune.example");
        var (stranger, _) = await WhoWantsInvitationsAsync("altra@comune.example");
        var mailProgram = new Visitor(_site.NewVisitor().Client) { SaysWhereFormsComeFrom = false };

        var answer = await mailProgram.PostAsync(address, OneClick);

        Assert.Equal((200, "Non ti mandiamo più inviti"), (answer.Status, answer.Heading));
        Assert.False(answer.Response.Headers.Contains("Set-Cookie"));
        Assert.Equal((false, false, true), (await WantsAsync(first), await WantsAsync(second), await WantsAsync(stranger)));
        var lines = await LinesAsync(first);
        Assert.Equal(200, (await mailProgram.PostAsync(address, OneClick)).Status);
        Assert.Equal(lines, await LinesAsync(first));
    }

    [Fact]
    public async Task The_page_asks_first_and_the_button_does_it()
    {
        var (id, address) = await WhoWantsInvitationsAsync("persona@comune.example");
        var visitor = _site.NewVisitor();

        var page = await visitor.GetAsync(address);

        Assert.Equal((200, "Non vuoi più i nostri inviti?"), (page.Status, page.Heading));
        Assert.True(await WantsAsync(id));
        var answer = await visitor.PostAsync(address);
        Assert.Equal(303, answer.Status);
        Assert.Equal("Non ti mandiamo più inviti", (await visitor.FollowAsync(answer)).Heading);
        Assert.False(await WantsAsync(id));
    }

    [Fact]
    public async Task The_exception_is_for_this_form_alone_and_for_what_mail_programs_send()
    {
        var (id, address) = await WhoWantsInvitationsAsync("eccezione@comune.example");
        var mailProgram = new Visitor(_site.NewVisitor().Client) { SaysWhereFormsComeFrom = false };
        Assert.Equal(422, (await mailProgram.PostAsync(address)).Status);
        Assert.Equal(422, (await mailProgram.PostAsync(address, ("List-Unsubscribe", "altro"))).Status);
        Assert.True(await WantsAsync(id));

        foreach (var route in (await EveryRoute.OfAsync(_site)).Where(
            route => route.Methods.Contains("POST") && !route.IsStaff && route.Pattern != "/inviti/{token}"))
        {
            var answer = await mailProgram.PostAsync(route.Address, OneClick);
            Assert.True(answer.Status == 422, $"POST {route} from nowhere answered {answer.Status}.");
        }
    }

    [Fact]
    public async Task A_link_that_is_not_ours_or_of_an_address_before_changes_nothing()
    {
        var (id, address) = await WhoWantsInvitationsAsync("prima@comune.example");
        var personal = _site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(id, 0));
        await _site.WriteAsync(async db => (await db.Registrations.SingleAsync(r => r.Id == id)).VoidLinks());

        foreach (var wrong in new[] { address, $"/inviti/{personal}", "/inviti/nessuno" })
        {
            var answer = await _site.NewVisitor().PostAsync(wrong, OneClick);
            Assert.Equal((404, "Questo link non funziona più"), (answer.Status, answer.Heading));
            Assert.Equal(404, (await _site.NewVisitor().GetAsync(wrong)).Status);
        }

        Assert.True(await WantsAsync(id));
    }

    private async Task<(Guid Id, string Address)> WhoWantsInvitationsAsync(string email)
    {
        var webinar = await _site.WebinarAsync();
        await using var scope = _site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(
            webinar.Id, People.Person(email), People.Notice with { FutureInvitations = true });
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id));
        var links = scope.ServiceProvider.GetRequiredService<UnsubscribeLinks>();
        return (registration.Id, $"/inviti/{links.Token(new PersonalLink(registration.Id, registration.LinkVersion))}");
    }

    private Task<bool> WantsAsync(Guid id) =>
        _site.ReadAsync(db => db.Registrations.Where(r => r.Id == id).Select(r => r.FutureInvitations).SingleAsync());

    private Task<int> LinesAsync(Guid id) => _site.ReadAsync(
        db => db.RegistrationEvents.CountAsync(e => e.RegistrationId == id && e.Kind == RegistrationEventKind.InvitationsRevoked));
}
