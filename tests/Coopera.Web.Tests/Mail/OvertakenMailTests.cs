using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Coopera.Web.Tests.Mail;

/// <summary>A mail that waited says what holds when it goes, or does not go.</summary>
public sealed class OvertakenMailTests
{
    private static readonly EmailAddress Maria = EmailAddress.Parse("maria.rossi@comune.example");

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_confirmation_that_was_held_back_has_the_new_day_the_new_sequence_and_the_date_of_its_first_attempt()
    {
        using var site = new CooperaSite(new(), _clock);
        var webinar = await SignUpAsync(site);
        var moved = webinar.StartsAt.AddDays(3);
        await ChangeAsync(site, db => db.Webinars.Where(w => w.Id == webinar.Id).ExecuteUpdateAsync(w => w
            .SetProperty(x => x.StartsAt, moved).SetProperty(x => x.EndsAt, moved.AddHours(2))
            .SetProperty(x => x.CalendarSequence, x => x.CalendarSequence + 1)));
        _clock.Advance(TimeSpan.FromMinutes(40));

        var message = Assert.Single(await site.DeliverAsync());

        Assert.Contains(RomeTime.Span(moved, moved.AddHours(2)), message.Plain(), StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1", Ics(message), StringComparison.Ordinal);
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeSeconds(), message.Date.ToUnixTimeSeconds());
        var kept = await RowAsync(site);
        Assert.Equal(OutgoingMailStatus.Sent, kept.Status);
        Assert.Contains(moved.ToString("yyyy-MM-ddTHH:mm", RomeTime.Italian), kept.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_webinar_was_cancelled_nobody_is_told_that_they_are_awaited()
    {
        using var site = new CooperaSite(new(), _clock);
        var webinar = await SignUpAsync(site);
        await ChangeAsync(site, async db =>
            (await db.Webinars.SingleAsync(w => w.Id == webinar.Id)).Cancel("La sala non c’è.", _clock.GetUtcNow()));

        Assert.DoesNotContain(
            await site.DeliverAsync(), message => message.Subject!.StartsWith("Iscrizione confermata", StringComparison.Ordinal));

        await IsClosedAsync(site, MailFailureKind.WebinarCancelled, "Superata: il webinar è stato annullato");
    }

    [Fact]
    public async Task When_the_webinar_is_on_again_who_was_told_nothing_gets_the_confirmation_after_all()
    {
        using var site = new CooperaSite(new(), _clock);
        var webinar = await SignUpAsync(site);
        await ChangeAsync(site, async db =>
            (await db.Webinars.SingleAsync(w => w.Id == webinar.Id)).Cancel("La sala non c’è.", _clock.GetUtcNow()));
        Assert.Empty(await site.DeliverAsync());
        var staff = await site.NewStaffMemberAsync();
        var ask = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/rimetti");

        Assert.Equal(303, (await staff.SubmitAsync(ask, [])).Status);

        Assert.StartsWith("Iscrizione confermata", Assert.Single(await site.DeliverAsync()).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_registration_is_not_confirmed_afterwards()
    {
        using var site = new CooperaSite(new(), _clock);
        await SignUpAsync(site);
        await ChangeAsync(site, db => db.Registrations.ExecuteUpdateAsync(r => r
            .SetProperty(x => x.Status, RegistrationStatus.Cancelled).SetProperty(x => x.ActiveKey, (string?)null)));

        Assert.Empty(await site.DeliverAsync());

        await IsClosedAsync(site, MailFailureKind.RegistrationCancelled, "Superata: l’iscrizione è stata annullata");
    }

    [Fact]
    public async Task The_link_of_a_registration_that_has_another_address_by_now_goes_to_nobody_else()
    {
        using var site = new CooperaSite(new(), _clock);
        await SignUpAsync(site);
        await ChangeAsync(site, db => db.Registrations.ExecuteUpdateAsync(r => r
            .SetProperty(x => x.Email, EmailAddress.Parse("altra@comune.example"))));

        Assert.Empty(await site.DeliverAsync());

        await IsClosedAsync(site, MailFailureKind.AddressChanged, "Superata: l’iscrizione ha un altro indirizzo");
    }

    [Fact]
    public async Task Sending_an_old_mail_again_warns_first_and_tells_nothing_that_is_over()
    {
        using var site = new CooperaSite(new(), _clock);
        var webinar = await SignUpAsync(site);
        await site.DeliverAsync();
        _clock.Advance(webinar.EndsAt - _clock.GetUtcNow() + TimeSpan.FromHours(1));
        var staff = await site.NewStaffMemberAsync();
        var page = await staff.GetAsync($"/gestione/posta/{(await RowAsync(site)).Id}");
        Assert.Contains(
            "Rispedita adesso non partirebbe. Superata: il webinar si è già concluso.", page.Text, StringComparison.Ordinal);

        await staff.SubmitAsync(page, [], "form[action$='/rispedisci']");

        Assert.Single(await site.DeliverAsync()); // the first, and no other
        var copy = await site.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.CopyOfId != null));
        Assert.Equal((OutgoingMailStatus.Dismissed, MailFailureKind.WebinarOver), (copy.Status, copy.FailureKind!.Value));
    }

    private static async Task<Webinar> SignUpAsync(CooperaSite site)
    {
        var webinar = await site.WebinarAsync();
        var visitor = site.NewVisitor();
        var answer = await visitor.SubmitAsync(
            await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), SignUpPageTests.Form(Maria.Display));
        Assert.Equal(303, answer.Status);
        return webinar;
    }

    private static async Task IsClosedAsync(CooperaSite site, MailFailureKind why, string words)
    {
        var mail = await RowAsync(site);
        Assert.Equal((OutgoingMailStatus.Dismissed, why, null), (mail.Status, mail.FailureKind!.Value, mail.SentAt));
        var page = await (await site.NewStaffMemberAsync()).GetAsync($"/gestione/posta/{mail.Id}");
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
    }

    private static Task ChangeAsync(CooperaSite site, Func<CooperaDb, Task> change) => site.WriteAsync(async db =>
    {
        await change(db);
        await db.SaveChangesAsync();
    });

    private static Task<OutgoingMail> RowAsync(CooperaSite site) => site.ReadAsync(db => db.OutgoingMails.AsNoTracking()
        .SingleAsync(m => m.Kind == MailKinds.RegistrationConfirmed && m.CopyOfId == null));

    private static string Ics(MimeMessage message) =>
        message.BodyParts.OfType<TextPart>().Single(part => part.ContentType.IsMimeType("text", "calendar")).Text;
}
