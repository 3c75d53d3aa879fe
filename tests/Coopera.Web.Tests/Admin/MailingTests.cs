using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mailings;
using Coopera.Core.Registrations;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>Staff write to many: to whom, what, a look, a test, and only then the outbox.</summary>
public sealed class MailingTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(Editors.Now);
    private readonly CooperaSite _site;

    public MailingTests() => _site = Editors.Site(_clock);

    [Fact]
    public async Task An_invitation_takes_two_clicks_from_the_page_of_the_webinar()
    {
        var (past, next) = (await _site.OpenWebinarAsync(), await _site.OpenWebinarAsync());
        await SignUpAsync(past, 3, wanting: true);
        await SignUpAsync(past, 2, wanting: false, first: 4);
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Editor);
        var page = await staff.GetAsync($"/gestione/webinar/{next.Id}");

        var button = page.Document.QuerySelectorAll("main a").Single(a => a.TextContent.Trim() == "Invita");
        var invite = await staff.GetAsync(button.GetAttribute("href")!);

        Assert.Contains("Lo ricevono 3 persone.", invite.Text, StringComparison.Ordinal);
        Assert.Contains("2 persone non hanno chiesto gli inviti", invite.Text, StringComparison.Ordinal);
        Assert.Contains("Ti invitiamo: Accogliere insieme", invite.Text, StringComparison.Ordinal);
        var done = await staff.FollowAsync(await SendAsync(staff, invite, ("do", "queue")));
        Assert.Contains("Il messaggio è in coda", done.Text, StringComparison.Ordinal);
        await QueueAsync();
        var messages = await _site.DeliverAsync();
        Assert.Equal(3, messages.Count);
        Assert.All(messages, message => Assert.Equal("Ti invitiamo: Accogliere insieme", message.Subject));
        Assert.Contains("Ciao Persona,", messages[0].TextBody, StringComparison.Ordinal);
        Assert.Contains($"/webinar/{next.Slug}/iscrizione", messages[0].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", messages[0].TextBody + messages[0].HtmlBody, StringComparison.Ordinal);
        Assert.All(messages, message => Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]));
        var unsubscribe = new Uri(messages[0].Headers["List-Unsubscribe"]!.Trim('<', '>')).PathAndQuery;
        Assert.Equal(200, (await _site.NewVisitor().PostAsync(unsubscribe, ("List-Unsubscribe", "One-Click"))).Status);
        Assert.Equal(2, await _site.ReadAsync(db => db.Registrations.CountAsync(r => r.FutureInvitations)));
        var told = await staff.GetAsync($"/gestione/messaggi/{(await _site.ReadAsync(db => db.Mailings.SingleAsync())).Id}");
        Assert.Contains("Finito: 3 email partite su 3.", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_is_misspelled_is_told_and_nothing_typed_is_lost()
    {
        var (staff, page) = await OpenPeopleAsync();

        var refused = await SendAsync(staff, page, ("Subject", "Ecco"), ("Body", "Ciao {{nme}}, a presto."), ("do", "queue"));

        Assert.Equal((422, "{{nme}}: intendevi {{nome}}?"), (refused.Status, refused.ErrorAt("Body")));
        Assert.Equal("Ciao {{nme}}, a presto.", refused.FieldOf("Body").Trim());
        Assert.False(await _site.ReadAsync(db => db.Mailings.AnyAsync()));
        var empty = await SendAsync(staff, page, ("do", "queue"));
        Assert.Equal(
            ("Scrivi l’oggetto: è la prima cosa che si legge.", "Scrivi il testo del messaggio."),
            (empty.ErrorAt("Subject"), empty.ErrorAt("Body")));
    }

    [Fact]
    public async Task Somebody_s_personal_link_goes_to_nobody()
    {
        var (staff, page) = await OpenPeopleAsync();
        var token = await _site.ReadAsync(db => db.Registrations.Select(r => r.Id).FirstAsync()) is var id
            ? _site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(id, 0)) : "";

        var refused = await SendAsync(
            staff, page, ("Subject", "Ecco"), ("Body", $"Guarda https://www.anci.example/iscrizioni/{token}"), ("do", "queue"));

        Assert.Equal(422, refused.Status);
        Assert.StartsWith("Nel messaggio c’è il link personale di qualcuno", refused.ErrorAt("Body"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_after_the_last_look_is_shown_before_it_is_queued()
    {
        var (staff, page) = await OpenPeopleAsync();

        var look = await SendAsync(staff, page, ("Subject", "Ecco"), ("Body", "Ciao {{nome}}, **a presto**."), ("do", "queue"));

        Assert.Equal(200, look.Status);
        Assert.Contains("Guarda ancora una volta", look.Text, StringComparison.Ordinal);
        var preview = look.Document.QuerySelector("iframe")!.GetAttribute("srcdoc");
        Assert.Contains("<strong>a presto</strong>", preview, StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.Mailings.AnyAsync()));
        Assert.Equal(303, (await SendAsync(staff, look, ("do", "queue"))).Status);
        Assert.Equal(MailingStatus.Queueing, (await _site.ReadAsync(db => db.Mailings.SingleAsync())).Status);
    }

    [Fact]
    public async Task A_test_goes_to_the_one_who_writes_with_no_personal_link_and_to_nobody_else()
    {
        var (staff, page) = await OpenPeopleAsync();

        var told = await SendAsync(
            staff, page, ("Subject", "Ecco"), ("Body", "Ciao {{nome}}.\n\n[Apri]({{iscrizione}})"), ("do", "test"));

        Assert.Contains("La prova parte tra poco", told.Text, StringComparison.Ordinal);
        Assert.Equal("Ecco", told.FieldOf("Subject"));
        var message = Assert.Single(await _site.DeliverAsync());
        Assert.Equal("[Prova] Ecco", message.Subject);
        Assert.DoesNotContain("/iscrizioni/", message.TextBody + message.HtmlBody, StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.OutgoingMails.AnyAsync(m => m.MailingId != null)));
    }

    [Fact]
    public async Task Each_person_has_their_own_link_and_who_cancels_meanwhile_gets_nothing()
    {
        var (staff, page) = await OpenPeopleAsync();
        var look = await SendAsync(
            staff, page, ("Subject", "{{titolo}}"), ("Body", "Ciao {{nome}} {{cognome}}.\n\n[Apri]({{iscrizione}})"), ("do", "preview"));
        await staff.FollowAsync(await SendAsync(staff, look, ("do", "queue")));
        await QueueAsync();
        await _site.WriteAsync(async db =>
        {
            (await db.Registrations.SingleAsync(r => r.EmailKey == "persona2@comune.example")).Cancel(null, Editors.Now);
            await db.SaveChangesAsync();
        });

        var messages = await _site.DeliverAsync();

        Assert.Equal(2, messages.Count);
        var links = messages.Select(m => m.TextBody!.Split('\n').Single(line => line.Contains("/iscrizioni/", StringComparison.Ordinal)));
        Assert.Equal(2, links.Distinct().Count());
        var mailing = await _site.ReadAsync(db => db.Mailings.SingleAsync());
        var told = await staff.GetAsync($"/gestione/messaggi/{mailing.Id}");
        Assert.Contains("Finito: 2 email partite su 3.", told.Text, StringComparison.Ordinal);
        Assert.Equal(
            MailFailureKind.RegistrationCancelled,
            await _site.ReadAsync(db => db.OutgoingMails.Where(m => m.Status == OutgoingMailStatus.Dismissed)
                .Select(m => m.FailureKind).SingleAsync()));
    }

    [Fact]
    public async Task Of_a_webinar_that_is_over_those_are_thanked_who_came_in_and_nobody_joins_by_the_platforms_own_link()
    {
        var webinar = await _site.OpenWebinarAsync(change: w =>
            w.Edit(w.Content with { JoinLink = "https://zoom.example/j/9" }, [], Editors.Now));
        await _site.SignUpAsync(webinar, 3);
        await _site.WriteAsync(async db =>
        {
            var first = await db.Registrations.OrderBy(r => r.Number).Select(r => r.Id).FirstAsync();
            db.PresenceIntervals.Add(new PresenceInterval(first, PresenceSource.EntryPage, Editors.Now));
            await db.SaveChangesAsync();
        });
        var staff = await _site.NewStaffMemberAsync();
        var early = await staff.GetAsync($"/gestione/messaggi/nuovo?a=People&webinar={webinar.Id}");
        var refused = await SendAsync(
            staff, early, ("Subject", "Ecco"), ("Body", "Ciao {{nome}}: https://zoom.example/j/9"), ("do", "queue"));
        Assert.StartsWith("Il link della piattaforma non va nel messaggio", refused.ErrorAt("Body"), StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromDays(15));
        staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync($"/gestione/messaggi/nuovo?a=People&webinar={webinar.Id}");
        var look = await SendAsync(
            staff, page, ("CameIn", "true"), ("Subject", "Grazie"), ("Body", "Ciao {{nome}}, grazie. {{entra}}"), ("do", "preview"));

        Assert.Contains("Lo riceve 1 persona.", look.Text, StringComparison.Ordinal);
        Assert.Contains("2 persone non sono entrate nel webinar", look.Text, StringComparison.Ordinal);
        await staff.FollowAsync(await SendAsync(staff, look, ("do", "queue")));
        await QueueAsync();
        Assert.Contains("/entra", Assert.Single(await _site.DeliverAsync()).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_back_the_consent_or_signs_up_meanwhile_is_not_invited_and_nobody_to_what_was_cancelled()
    {
        var (past, next) = (await _site.OpenWebinarAsync(), await _site.OpenWebinarAsync());
        await SignUpAsync(past, 4, wanting: true);
        var staff = await _site.NewStaffMemberAsync();
        await SendAsync(staff, await staff.GetAsync($"/gestione/messaggi/nuovo?a=Invitations&webinar={next.Id}"), ("do", "queue"));
        await QueueAsync();
        await _site.WriteAsync(async db =>
        {
            (await db.Registrations.SingleAsync(r => r.EmailKey == "persona1@comune.example")).ChooseInvitations(false);
            await db.SaveChangesAsync();
        });
        await using (var scope = _site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(next.Id, People.Number(2), People.Notice);
        }

        await _site.WriteAsync(db => db.OutgoingMails.Where(m => m.MailingId == null).ExecuteDeleteAsync());
        Assert.Equal(2, (await _site.DeliverAsync()).Count);

        Assert.Equal(
            [MailFailureKind.ConsentWithdrawn, MailFailureKind.SignedUpMeanwhile],
            await _site.ReadAsync(db => db.OutgoingMails.Where(m => m.Status == OutgoingMailStatus.Dismissed)
                .OrderBy(m => m.MailingKey).Select(m => m.FailureKind!.Value).ToListAsync()));
        var draft = await _site.DraftAsync();
        var early = await SendAsync(
            staff, await staff.GetAsync($"/gestione/messaggi/nuovo?a=Invitations&webinar={draft.Id}"), ("do", "queue"));
        Assert.Contains("Il webinar non è ancora pubblicato", early.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_not_gone_is_withdrawn_and_a_draft_is_kept_changed_and_deleted()
    {
        var (staff, page) = await OpenPeopleAsync();
        var draft = await staff.FollowAsync(await SendAsync(staff, page, ("Subject", "Ecco"), ("Body", "Ciao {{nome}}, a presto.")));
        Assert.Contains("La bozza è salvata", draft.Text, StringComparison.Ordinal);
        var id = (await _site.ReadAsync(db => db.Mailings.SingleAsync())).Id;
        var seen = await staff.GetAsync($"/gestione/messaggi/{id}/modifica");
        var colleague = await _site.NewStaffMemberAsync(StaffRoles.Secretariat);
        await SendAsync(colleague, await colleague.GetAsync($"/gestione/messaggi/{id}/modifica"), ("Subject", "Della collega"));

        var overtaken = await SendAsync(staff, seen, ("Subject", "Il mio"));
        Assert.Equal((409, "Il mio"), (overtaken.Status, overtaken.FieldOf("Subject")));
        Assert.Contains("Della collega", overtaken.Text, StringComparison.Ordinal);
        var look = await SendAsync(staff, overtaken, ("do", "preview"));
        await staff.FollowAsync(await SendAsync(staff, look, ("do", "queue")));
        await QueueAsync();

        var done = await staff.FollowAsync(await staff.DoAsync($"/gestione/messaggi/{id}/ritira"));

        Assert.Contains("Messaggio ritirato: 3 email non partono più.", done.Text, StringComparison.Ordinal);
        Assert.Empty(await _site.DeliverAsync());
        Assert.Equal("ritira un messaggio", Coopera.Core.Staff.Audit.AuditActionWords.Of((await _site.LastEntryAsync()).Action));
        Assert.Equal(303, (await staff.GetAsync($"/gestione/messaggi/{id}/elimina")).Status);
    }

    [Fact]
    public async Task A_text_is_kept_as_a_model_and_begins_another_message()
    {
        var (staff, page) = await OpenPeopleAsync();
        await staff.FollowAsync(
            await SendAsync(staff, page, ("Subject", "Un promemoria"), ("Body", "Ciao {{nome}}, ricorda."), ("do", "model")));
        var model = await _site.ReadAsync(db => db.Mailings.SingleAsync());
        Assert.Equal(MailingStatus.Model, model.Status);

        var start = await staff.GetAsync($"/gestione/messaggi/scegli?modello={model.Id}");
        Assert.Equal("Un promemoria", start.Document.QuerySelector("#modello option[selected]")!.TextContent);
        var begun = await staff.GetAsync($"/gestione/messaggi/nuovo?a=People&webinar={model.WebinarId}&modello={model.Id}");

        Assert.Equal(("Un promemoria", "Ciao {{nome}}, ricorda."), (begun.FieldOf("Subject"), begun.FieldOf("Body").Trim()));
    }

    [Fact]
    public async Task Before_it_is_queued_staff_read_how_long_it_takes()
    {
        using var site = new CooperaSite(
            new()
            {
                ["Mail:Transport"] = "Smtp",
                ["Mail:From"] = "webinar@anci.example",
                ["Mail:Host"] = "localhost",
                ["Mail:Security"] = "None",
                ["Mail:PerMinute"] = "20",
                ["Mail:PerDay"] = "200",
            },
            _clock);
        var webinar = await site.OpenWebinarAsync();
        await site.WriteAsync(async db =>
        {
            db.Registrations.AddRange(Enumerable.Range(1, 600).Select(number =>
                Registration.SignUp(webinar.Id, number, null, People.Number(number), People.Notice, Editors.Now)));
            await db.SaveChangesAsync();
        });
        var staff = await site.NewStaffMemberAsync();

        var page = await staff.GetAsync($"/gestione/messaggi/nuovo?a=People&webinar={webinar.Id}");

        Assert.Contains("Lo ricevono 600 persone.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Il fornitore ci lascia spedire 20 al minuto e 200 al giorno", page.Text, StringComparison.Ordinal);
        Assert.Contains("circa 3 giorni", page.Text, StringComparison.Ordinal);
        Assert.Contains("l’ultima email parte domenica 18 gennaio 2026", page.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private static Task<Page> SendAsync(Visitor staff, Page page, params (string Field, string? Value)[] fields) =>
        staff.SendAsync(page, fields);

    private async Task<(Visitor Staff, Page Page)> OpenPeopleAsync()
    {
        var webinar = await _site.OpenWebinarAsync();
        await _site.SignUpAsync(webinar, 3);
        var staff = await _site.NewStaffMemberAsync();
        return (staff, await staff.GetAsync($"/gestione/messaggi/nuovo?a=People&webinar={webinar.Id}"));
    }

    private async Task SignUpAsync(Webinar webinar, int people, bool wanting, int first = 1)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        foreach (var number in Enumerable.Range(first, people))
        {
            await scope.ServiceProvider.GetRequiredService<SignUp>()
                .RunAsync(webinar.Id, People.Number(number), People.Notice with { FutureInvitations = wanting });
        }

        await _site.WriteAsync(db => db.OutgoingMails.ExecuteDeleteAsync());
    }

    private async Task QueueAsync()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<QueueMailings>().RunAsync();
    }
}
