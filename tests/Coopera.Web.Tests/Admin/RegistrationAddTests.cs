using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Somebody is added by hand.</summary>
public sealed class RegistrationAddTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task Somebody_is_added_by_hand_with_how_they_were_told_about_privacy()
    {
        var webinar = await _site.WebinarAsync();
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/nuova");

        var untold = await staff.SubmitAsync(form, Person());
        var done = await staff.SubmitAsync(untold, new() { ["Informed"] = "telefono" });
        var taken = await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/nuova"), With(Person(), "Informed", "email"));

        Assert.Equal(422, untold.Status);
        Assert.Contains("senza non possiamo registrare", untold.ErrorOf("Informed"), StringComparison.Ordinal);
        Assert.Contains("Persona aggiunta: ha un posto.", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        Assert.Equal(422, taken.Status);
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id));
        Assert.NotNull(taken.Document.QuerySelector($"a[href='/gestione/iscrizioni/{registration.Id}']"));
        Assert.Equal("083016", registration.PublicBodyCode);
        var entry = await _site.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.SubjectKey == $"iscrizione/{registration.Id}"));
        Assert.Equal("Informativa: letta per telefono. Conferma mandata per email.", entry.Details);
        Assert.Contains("Cognome: Verdi", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_the_places_only_with_a_reason_and_without_a_mail_when_that_is_wished()
    {
        var webinar = await _site.SignedUpAsync(1, capacity: 1);
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/nuova");
        var fields = With(With(With(Person(), "Informed", "telefono"), "SendMail", "false"), "Beyond", "true");

        var unsaid = await staff.SubmitAsync(form, fields);
        var done = await staff.SubmitAsync(unsaid, new() { ["Reason"] = "Relatrice" });

        Assert.Contains("La persona va in lista d’attesa", form.Text, StringComparison.Ordinal);
        Assert.NotEqual("", unsaid.ErrorOf("Reason"));
        Assert.Contains("ha un posto", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        Assert.Equal(2, await _site.ReadAsync(
            db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Confirmed)));
        Assert.False(await _site.ReadAsync(db => db.OutgoingMails.AnyAsync(
            m => m.Recipient == EmailAddress.Parse("anna.verdi@comune.example")
                && m.RecipientName == "Anna Verdi" && m.Content.Contains($"\"Id\":{webinar.Id},"))));
    }

    [Fact]
    public async Task Nobody_is_added_to_a_cancelled_webinar()
    {
        var webinar = await _site.WebinarAsync(() =>
        {
            var cancelled = new Webinar(
                $"via-{Guid.NewGuid():N}", "Via", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(10));
            cancelled.Publish();
            cancelled.Cancel("Non si fa.");
            return cancelled;
        });
        var staff = await shared.StaffAsync();

        var page = await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/nuova"), With(Person(), "Informed", "telefono"));

        Assert.Equal(409, page.Status);
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
    }

    private static Dictionary<string, string?> Person() => new()
    {
        ["FirstName"] = "Anna",
        ["LastName"] = "Verdi",
        ["Email"] = "anna.verdi@comune.example",
        ["ParticipantKind"] = "Staff",
        ["OtherBody"] = "Castroreale",
        ["Role"] = "Educatrice",
    };

    private static Dictionary<string, string?> With(Dictionary<string, string?> fields, string name, string value) =>
        new(fields) { [name] = value };
}
