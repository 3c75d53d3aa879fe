using System.Net;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Hosting;

/// <summary>Values that no page of the site sends: whoever sends them is refused, and nothing breaks.</summary>
public sealed class OddValueTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Theory]
    [InlineData("/gestione/adesioni.csv?Scopo=altro&Dettaglio=a%00b")]
    [InlineData("/gestione/registro.csv?Scopo=organizzare&chi=%00")]
    [InlineData("/gestione/registro?cosa=%00")]
    [InlineData("/gestione/posta?tipo=a%00")]
    [InlineData("/gestione/adesioni?provincia=%00")]
    [InlineData("/enti?q=%00")]
    [InlineData("/coordinamento?q=%F0%9F%98%80%00")]
    public async Task A_character_that_databases_cannot_keep_is_refused_before_anything_is_done(string address)
    {
        var staff = await _site.NewStaffMemberAsync();
        var before = await DatabasePrint.OfAsync(_site);

        var answer = await staff.GetAsync(address);

        Assert.Equal(400, answer.Status);
        Assert.Equal(before, await DatabasePrint.OfAsync(_site));
    }

    [Fact]
    public async Task It_is_refused_in_a_form_too()
    {
        var staff = await _site.NewStaffMemberAsync();
        var before = await DatabasePrint.OfAsync(_site);

        var answer = await staff.SubmitAsync(
            await staff.GetAsync("/gestione/utenti/invita"),
            new() { ["FullName"] = "Ada\0", ["Email"] = "ada@anci.example", ["Role"] = "Lettura" });

        Assert.Equal(400, answer.Status);
        Assert.Equal(before, await DatabasePrint.OfAsync(_site));
    }

    [Theory]
    [InlineData("/gestione/webinar/nuovo", "Form.AsksPhone")]
    [InlineData("/gestione/utenti/invita", "MayExport")]
    public async Task A_box_that_is_neither_ticked_nor_not_is_an_error_of_the_form(string address, string box)
    {
        var staff = await _site.NewStaffMemberAsync();

        var answer = await staff.SubmitAsync(await staff.GetAsync(address), new() { [box] = "forse" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Response.StatusCode);
        Assert.NotNull(answer.Document.QuerySelector($"[name='{box}'][type=checkbox]"));
    }

    [Fact]
    public async Task So_it_is_on_the_public_form()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = SignUpPageTests.Form();
        form["FutureInvitations"] = "forse";

        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);

        Assert.Equal(422, answer.Status);
        Assert.Equal(0, await _site.ReadAsync(db => db.Registrations.CountAsync()));
    }
}
