using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Webinars;

/// <summary>One label for visitors and staff, and what somebody on the waiting list is told.</summary>
public sealed class WebinarStateTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(Editors.Now);

    // Each is the only webinar of its site.
    private readonly CooperaSite _site;

    public WebinarStateTests() => _site = Editors.Site(_clock);

    [Theory]
    [InlineData(null, 0, "Iscrizioni aperte")]
    [InlineData(40, 2, "Iscrizioni aperte")]
    [InlineData(3, 2, "Ultimi posti")]
    [InlineData(2, 2, "Lista d’attesa")]
    public async Task Visitors_and_staff_read_the_same_label(int? capacity, int people, string label)
    {
        var webinar = await _site.OpenWebinarAsync(capacity);
        await _site.SignUpAsync(webinar, people);
        var (visitor, staff) = (_site.NewVisitor(), await _site.NewStaffMemberAsync());

        foreach (var page in new[]
        {
            await visitor.GetAsync("/"), await visitor.GetAsync("/webinar"), await visitor.GetAsync($"/webinar/{webinar.Slug}"),
            await staff.GetAsync("/gestione"), await staff.GetAsync("/gestione/webinar"),
            await staff.GetAsync($"/gestione/webinar/{webinar.Id}"),
        })
        {
            Assert.Equal(label, page.Document.QuerySelector("main .tag:not(.tag-over)")!.TextContent);
            Assert.Equal(label == "Iscrizioni aperte", page.Html.Contains("Iscrizioni aperte", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_next_place_is_promised_only_where_it_goes_to_who_is_first()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 2);
        await _site.SignUpAsync(webinar, 4);
        var (third, fourth) = (await OwnPageAsync(3), await OwnPageAsync(4));
        Assert.Contains("Il prossimo posto che si libera è tuo", (await _site.NewVisitor().GetAsync(third)).Text, StringComparison.Ordinal);
        Assert.Contains("C’è una persona prima di te", (await _site.NewVisitor().GetAsync(fourth)).Text, StringComparison.Ordinal);

        await _site.WriteAsync(async db => (await FindAsync(db, 4)).Promote(_clock.GetUtcNow())); // beyond the places
        var over = await _site.NewVisitor().GetAsync(third);

        Assert.DoesNotContain("Il prossimo posto", over.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Sei la prima persona della lista. Per ora hanno un posto più persone di quante ne sono previste", over.Text,
            StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(5));
        var begun = await _site.NewVisitor().GetAsync(third);
        Assert.Contains("Il webinar è cominciato Non si è liberato un posto per te", begun.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_the_list_is_not_told_of_a_place()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 1);
        await _site.SignUpAsync(webinar, 2);
        var visitor = _site.NewVisitor();
        var page = await visitor.GetAsync(await OwnPageAsync(2));
        Assert.Contains("Esci dalla lista d’attesa", page.Text, StringComparison.Ordinal);

        var left = await visitor.FollowAsync(await visitor.SubmitAsync(page, [], "form[action$='/annulla']"));

        Assert.Contains("Hai annullato l’iscrizione", left.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("posto", left.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_page_leads_to_the_way_in_and_that_of_everybody_says_how_one_gets_it()
    {
        var webinar = await _site.WebinarAsync(() => new Webinar(
            "con-link", "Con il link", Editors.Now.AddDays(14), Editors.Now.AddDays(14).AddHours(2))
        { JoinLink = "https://zoom.example/j/1" });
        await _site.SignUpAsync(webinar, 1);

        var page = await _site.NewVisitor().GetAsync(await OwnPageAsync(1));

        Assert.EndsWith("/entra", page.Document.QuerySelector("#collegarsi ~ p a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.DoesNotContain("zoom.example", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("arriva", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Il link per entrare arriva con la conferma", (await _site.NewVisitor().GetAsync("/webinar/con-link")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_change_of_a_webinar_is_told_and_taking_its_list_away_is_none()
    {
        var webinar = await _site.OpenWebinarAsync();
        await _site.SignUpAsync(webinar, 1);
        var editor = await _site.NewStaffMemberAsync();
        Assert.Equal(303, (await editor.SendAsync(await editor.OpenEditorAsync(webinar.Id), ("Theme", "Un tema"))).Status);
        await editor.GetAsync($"/gestione/webinar/{webinar.Id}"); // reads what saving left to say
        var told = $"Ultima modifica: {CooperaSite.AdministratorEmail}, il 15 gennaio 2026 alle 10:00.";
        Assert.Contains(told, (await editor.GetAsync($"/gestione/webinar/{webinar.Id}")).Text, StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromMinutes(10));
        var colleague = await _site.NewStaffMemberAsync(StaffRoles.Secretariat, StaffRoles.Export);
        foreach (var list in new[] { "iscritti.csv", "iscritti.xlsx", "foglio-presenze.pdf" })
        {
            Assert.Equal(200, (await colleague.GetAsync($"/gestione/webinar/{webinar.Id}/{list}?scopo=organizzare")).Status);
        }

        Assert.Contains(told, (await editor.GetAsync($"/gestione/webinar/{webinar.Id}")).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private async Task<string> OwnPageAsync(int person)
    {
        var registration = await _site.ReadAsync(db => FindAsync(db, person));
        await using var scope = _site.Services.CreateAsyncScope();
        var links = scope.ServiceProvider.GetRequiredService<PersonalLinks>();
        return $"/iscrizioni/{links.Token(new PersonalLink(registration.Id, registration.LinkVersion))}";
    }

    private static Task<Registration> FindAsync(CooperaDb db, int person) =>
        db.Registrations.OrderBy(r => r.Number).Skip(person - 1).FirstAsync();
}
