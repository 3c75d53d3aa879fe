using Coopera.Core.Samples;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Hosting;

/// <summary>What somebody who tries the site finds in it.</summary>
public sealed class SamplesTests(SamplesTests.TriedSite tried) : IClassFixture<SamplesTests.TriedSite>
{
    private readonly CooperaSite _site = tried.Site;

    [Fact]
    public async Task There_are_webinars_in_every_state_and_eighty_people()
    {
        var now = DateTimeOffset.UtcNow;
        var webinars = await _site.ReadAsync(db => db.Webinars.Where(w => w.IsSample).OrderBy(w => w.StartsAt).ToListAsync());
        var people = await _site.ReadAsync(db => db.Registrations.AsNoTracking().ToListAsync());
        var waiting = people.Where(person => person.Status == RegistrationStatus.Waiting).ToList();

        Assert.Equal(
            [WebinarPhase.Concluded, WebinarPhase.Open, WebinarPhase.Open, WebinarPhase.NotPublished],
            webinars.Select(webinar => webinar.PhaseAt(now)));
        Assert.All(webinars, webinar => Assert.StartsWith("Esempio: ", webinar.Title, StringComparison.Ordinal));
        Assert.Equal(80, people.Select(person => person.EmailKey).Distinct().Count());
        Assert.Equal(80, people.Select(person => person.FullName).Distinct().Count());
        Assert.All(people, person => Assert.EndsWith(".example", person.Email.Display, StringComparison.Ordinal));
        Assert.All(people, person => Assert.Contains("esempio", person.Role, StringComparison.Ordinal));
        Assert.All(webinars.Take(3), webinar => Assert.Contains(people, person => person.WebinarId == webinar.Id));
        Assert.Equal(7, waiting.Count);
        Assert.All(waiting, person => Assert.Equal(webinars[1].Id, person.WebinarId));
        Assert.Equal(0, webinars[1].PlacesLeft(people.Count(person => person.WebinarId == webinars[1].Id) - waiting.Count));
        Assert.All(people, person => Assert.True(person.CreatedAt < now));
    }

    [Fact]
    public async Task There_are_four_adhesions_on_their_way_and_none_of_them_is_on_the_public_list()
    {
        var adhesions = await _site.ReadAsync(db => db.Adhesions.Where(a => a.Email != EmailAddress.None).ToListAsync());

        Assert.Equal(
            [AdhesionStatus.Draft, AdhesionStatus.Submitted, AdhesionStatus.InReview, AdhesionStatus.ChangesRequested],
            adhesions.Select(a => a.Status).Order());
        Assert.All(adhesions, adhesion => Assert.EndsWith("esempio.example", adhesion.Email.Display, StringComparison.Ordinal));
        Assert.Equal(3, adhesions.Count(adhesion => adhesion.LegalRepresentative.LastName == "Di Esempio"));
        var staff = await _site.NewStaffMemberAsync();
        foreach (var adhesion in adhesions)
        {
            Assert.Equal(200, (await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}")).Status);
        }
    }

    [Fact]
    public async Task Two_mails_did_not_go_out_each_for_a_reason_of_its_own_and_no_other_waits()
    {
        var mails = await _site.ReadAsync(db => db.OutgoingMails.AsNoTracking().ToListAsync());
        var failed = mails.Where(mail => mail.Status == OutgoingMailStatus.Failed).ToList();

        Assert.Equal(2, failed.Select(mail => mail.FailureKind).Distinct().Count());
        Assert.All(mails.Except(failed), mail => Assert.Equal(OutgoingMailStatus.Sent, mail.Status));
        Assert.Empty(await _site.DeliverAsync());
        Assert.Equal(200, (await (await _site.NewStaffMemberAsync()).GetAsync("/gestione/posta?stato=non-riuscite")).Status);
    }

    [Fact]
    public async Task They_are_planted_once()
    {
        await using var scope = _site.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<PlantSamples>().RunAsync();

        Assert.Equal(80, await _site.ReadAsync(db => db.Registrations.CountAsync()));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(_site.Folder, "uploads")).Length);
    }

    [Fact]
    public async Task The_pages_that_people_see_first_say_that_they_are_samples()
    {
        var visitor = _site.NewVisitor();

        Assert.Contains("Esempio", (await visitor.GetAsync("/webinar")).Text, StringComparison.Ordinal);
        Assert.Contains("esempio", (await visitor.GetAsync("/webinar/esempio-posti-esauriti")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await visitor.GetAsync("/webinar/esempio-bozza")).Status);
        Assert.Contains("Esempio: ", (await (await _site.NewStaffMemberAsync()).GetAsync("/gestione")).Text, StringComparison.Ordinal);
    }

    public sealed class TriedSite : IDisposable
    {
        public CooperaSite Site { get; } = new(new() { ["Demo:Enabled"] = "true" });

        public void Dispose() => Site.Dispose();
    }
}
