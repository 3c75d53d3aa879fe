using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>
/// Publishing, cancelling, archiving, duplicating, deleting: each told before it is done, done once, and in the register.
/// </summary>
public sealed class WebinarEditorActionsTests : IDisposable
{
    private readonly CooperaSite _site = Editors.Site();

    [Fact]
    public async Task A_complete_draft_is_published_after_reading_what_that_means()
    {
        var draft = await _site.DraftAsync();
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Editor);
        Assert.Contains("È pronto da pubblicare", (await staff.GetAsync($"/gestione/webinar/{draft.Id}")).Text, StringComparison.Ordinal);

        var asked = await staff.GetAsync($"/gestione/webinar/{draft.Id}/pubblica");
        Assert.Contains("Non parte nessuna email", asked.Text, StringComparison.Ordinal);
        var page = await staff.FollowAsync(await staff.ConfirmAsync(asked));

        Assert.Contains("Il webinar è pubblicato", page.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await _site.NewVisitor().GetAsync($"/webinar/{draft.Slug}")).Status);
        Assert.Equal(303, (await staff.ConfirmAsync(asked)).Status);
        Assert.Equal(["pubblica il webinar | giovedì 29 gennaio 2026, dalle 10:00 alle 12:00"], await _site.RegisterLinesAsync());
        var entry = await _site.LastEntryAsync();
        Assert.Equal(("Stato: bozza", "Stato: pubblicato"), (entry.Before, entry.After));
    }

    [Fact]
    public async Task What_is_missing_is_said_and_until_then_it_is_not_published()
    {
        var draft = await _site.DraftAsync(description: "");
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.GetAsync($"/gestione/webinar/{draft.Id}");
        Assert.Contains("Per pubblicarlo manca ancora", page.Text, StringComparison.Ordinal);
        Assert.Contains("la descrizione", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/gestione/webinar/{draft.Id}", (await staff.GetAsync($"/gestione/webinar/{draft.Id}/pubblica")).Location);

        var other = await staff.GetAsync($"/gestione/webinar/{draft.Id}/elimina");
        var forced = await staff.PostAsync(
            $"/gestione/webinar/{draft.Id}/pubblica",
            ("seen", "1"),
            other.Token);
        Assert.Contains("così non si può più", (await staff.FollowAsync(forced)).Text, StringComparison.Ordinal);
        Assert.Equal(WebinarStatus.Draft, (await _site.FindWebinarAsync(draft.Id)).Status);
    }

    [Fact]
    public async Task Cancelling_tells_everybody_active_once_takes_it_out_of_calendars_and_the_page_says_why()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 2);
        await _site.SignUpAsync(webinar, 3);
        var staff = await _site.NewStaffMemberAsync();
        var asked = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/annulla");
        Assert.Contains("3 persone riceveranno un’email", asked.Text, StringComparison.Ordinal);

        var refused = await staff.ConfirmAsync(asked, ("Message", "  "));
        Assert.Equal(422, refused.Status);
        Assert.Contains("Scrivi perché", refused.ErrorOf("Message"), StringComparison.Ordinal);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => staff.ConfirmAsync(asked, ("Message", "Il relatore è malato.\nA marzo si rifà."))));

        Assert.All(answers, answer => Assert.Equal(303, answer.Status));
        Assert.Empty(await _site.QueuedAsync());
        await _site.TellAsync(Undo.Within);
        Assert.Equal(Enumerable.Repeat(MailKinds.WebinarCancelled, 3), await _site.QueuedAsync());
        var mails = await _site.DeliverAsync();
        Assert.All(mails, mail => Assert.Contains("Il relatore è malato.\nA marzo si rifà.", mail.Plain(), StringComparison.Ordinal));
        Assert.Equal(2, mails.Count(
            mail => mail.Attachments.Any()
                && MailReading.Content((MimeKit.MimePart)mail.Attachments.Single()).Contains("METHOD:CANCEL", StringComparison.Ordinal)));
        Assert.Contains("A marzo si rifà", (await _site.NewVisitor().GetAsync($"/webinar/{webinar.Slug}")).Text, StringComparison.Ordinal);
        Assert.Equal(["annulla il webinar | 3 persone da avvisare per email alle 10:10"], await _site.RegisterLinesAsync());
        Assert.Equal("Il relatore è malato.\nA marzo si rifà.", (await _site.LastEntryAsync()).Reason);
    }

    [Fact]
    public async Task A_cancelled_webinar_is_put_back_within_the_hour_and_the_page_says_who_hears_of_it()
    {
        var webinar = await _site.OpenWebinarAsync();
        await _site.SignUpAsync(webinar, 2);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.FollowAsync(await staff.DoAsync($"/gestione/webinar/{webinar.Id}/annulla", ("Message", "Malattia")));
        Assert.Contains("2 persone ricevono un’email alle 10:10", page.Text, StringComparison.Ordinal);
        Assert.Contains("Fino alle 11:00 si può rimettere in programma", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Nessuno ha ancora ricevuto l’annullamento: non parte nessuna email",
            (await staff.GetAsync($"/gestione/webinar/{webinar.Id}/rimetti")).Text, StringComparison.Ordinal);
        await _site.TellAsync(Undo.Within);
        await _site.DeliverAsync();

        var asked = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/rimetti");
        Assert.Contains("2 persone hanno già ricevuto l’annullamento", asked.Text, StringComparison.Ordinal);
        await staff.FollowAsync(await staff.ConfirmAsync(asked));
        Assert.Equal(303, (await staff.ConfirmAsync(asked)).Status);

        Assert.Contains("Iscriviti", (await _site.NewVisitor().GetAsync($"/webinar/{webinar.Slug}")).Text, StringComparison.Ordinal);
        var mails = (await _site.DeliverAsync()).Where(mail => mail.Subject == "Si tiene: Accogliere insieme").ToList();
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Contains(
            "METHOD:REQUEST", MailReading.Content((MimeKit.MimePart)mail.Attachments.Single()), StringComparison.Ordinal));
        Assert.Equal("rimette in programma il webinar | avvisate per email 2 persone", (await _site.RegisterLinesAsync())[^1]);
    }

    [Fact]
    public async Task What_is_over_is_archived_leaves_the_lists_and_comes_back()
    {
        var webinar = await _site.ReadAsync(db => db.Webinars.SingleAsync(w => w.Slug == Seed.FirstWebinarSlug));
        var staff = await _site.NewStaffMemberAsync();
        var anybody = _site.NewVisitor();

        await staff.FollowAsync(await staff.DoAsync($"/gestione/webinar/{webinar.Id}/archivia"));

        Assert.DoesNotContain(webinar.Title, (await anybody.GetAsync("/webinar")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Seed.FirstWebinarSlug, (await anybody.GetAsync("/webinar/calendario.ics")).Html, StringComparison.Ordinal);
        Assert.Equal(200, (await anybody.GetAsync($"/webinar/{webinar.Slug}")).Status);
        Assert.DoesNotContain(webinar.Title, (await staff.GetAsync("/gestione/webinar?stato=Over")).Text, StringComparison.Ordinal);
        Assert.Contains(webinar.Title, (await staff.GetAsync("/gestione/webinar?stato=Archived")).Text, StringComparison.Ordinal);

        await staff.FollowAsync(await staff.DoAsync($"/gestione/webinar/{webinar.Id}/ripristina"));
        Assert.Contains(webinar.Title, (await anybody.GetAsync("/webinar")).Text, StringComparison.Ordinal);
        Assert.Equal(
            ["archivia il webinar", "toglie il webinar dall’archivio"],
            (await _site.RegisterLinesAsync()).Select(line => line.Split(" | ")[0]));
    }

    [Fact]
    public async Task What_is_still_to_come_is_neither_archived_nor_deleted()
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();

        foreach (var verb in new[] { "archivia", "elimina", "ripristina", "pubblica" })
        {
            Assert.Equal($"/gestione/webinar/{webinar.Id}", (await staff.GetAsync($"/gestione/webinar/{webinar.Id}/{verb}")).Location);
        }
    }

    [Fact]
    public async Task A_copy_is_a_draft_on_the_same_weekday_and_hour_with_words_and_programme_and_without_people()
    {
        var webinar = await _site.WebinarAsync(() => new Webinar("serale", "Serale", RomeTime.FromRome(2026, 3, 26, 18),
            RomeTime.FromRome(2026, 3, 26, 20))
        {
            Description = "Testo",
            JoinLink = "https://zoom.example/1",
            Capacity = 9,
            RegistrationClosesAt = RomeTime.FromRome(2026, 3, 25, 12),
        }.With(new Talk("Uno", "Due", new Speaker("Anna", "dirigente"))));
        await _site.SignUpAsync(webinar, 1);
        var staff = await _site.NewStaffMemberAsync();

        var form = await staff.FollowAsync(await staff.DoAsync($"/gestione/webinar/{webinar.Id}/duplica"));

        Assert.Equal("Modifica il webinar", form.Heading);
        var copy = await _site.ReadAsync(db => db.Webinars.AsNoTracking().Whole().OrderByDescending(w => w.Id).FirstAsync());
        Assert.Equal((WebinarStatus.Draft, "serale-2", "Testo", (int?)9), (copy.Status, copy.Slug, copy.Description, copy.Capacity));
        Assert.Equal((RomeTime.FromRome(2026, 4, 2, 18), RomeTime.FromRome(2026, 4, 2, 20)), (copy.StartsAt, copy.EndsAt));
        Assert.Equal(RomeTime.FromRome(2026, 4, 1, 12), copy.RegistrationClosesAt);
        Assert.Null(copy.JoinLink);
        Assert.Equal("Anna", copy.Talks.Single().Speakers.Single().Name);
        await staff.DoAsync($"/gestione/webinar/{webinar.Id}/duplica");
        Assert.Equal("serale-3", await _site.ReadAsync(db => db.Webinars.OrderByDescending(w => w.Id).Select(w => w.Slug).FirstAsync()));
    }

    [Fact]
    public async Task A_copy_asks_the_same_questions_with_the_same_conditions()
    {
        var webinar = await _site.OpenWebinarAsync();
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await _site.WriteAsync(db =>
        {
            db.AddRange(
                new Question(webinar.Id, first, 1, 1, QuestionKind.YesNo, "Vieni in treno?"),
                new Question(webinar.Id, second, 3, 2, QuestionKind.OneChoice, "Da dove?")
                {
                    Options = ["Palermo", "Catania"],
                    ShownIfKey = first,
                    ShownIfAnswer = Question.Yes,
                    Required = true,
                },
                new Question(webinar.Id, Guid.NewGuid(), 1, 3, QuestionKind.Text, "Vecchia") { RetiredAt = Editors.Now });
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();

        await staff.DoAsync($"/gestione/webinar/{webinar.Id}/duplica");

        var copy = await _site.ReadAsync(db => db.Webinars.MaxAsync(w => w.Id));
        var questions =
            await _site.ReadAsync(db => db.Set<Question>().Where(q => q.WebinarId == copy).OrderBy(q => q.Position).ToListAsync());
        Assert.Equal(["Vieni in treno?", "Da dove?"], questions.Select(q => q.Text));
        Assert.Equal(
            (questions[0].Key, Question.Yes, true), (questions[1].ShownIfKey!.Value, questions[1].ShownIfAnswer, questions[1].Required));
        Assert.Equal(["Palermo", "Catania"], questions[1].Options);
        Assert.DoesNotContain(questions, q => q.Key == first || q.Key == second);
    }

    [Fact]
    public async Task A_draft_that_nothing_hangs_on_is_deleted_and_its_files_are_left_to_the_sweep()
    {
        var draft = await _site.DraftAsync();
        var staff = await _site.NewStaffMemberAsync();
        await staff.UploadAsync(
            await staff.GetAsync($"/gestione/webinar/{draft.Id}/materiali"), "slide.pdf",
            "%PDF-1.7 una"u8.ToArray(), new() { ["File.Title"] = "Slide" });
        Assert.Single(Directory.GetFiles(Path.Combine(_site.Folder, "uploads")));

        var list = await staff.FollowAsync(await staff.DoAsync($"/gestione/webinar/{draft.Id}/elimina"));

        Assert.Contains("La bozza è eliminata", list.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await staff.GetAsync($"/gestione/webinar/{draft.Id}")).Status);
        Assert.Single(Directory.GetFiles(Path.Combine(_site.Folder, "uploads")));
        Assert.Equal(AuditAction.WebinarDeleted, (await _site.LastEntryAsync()).Action);
    }

    [Theory]
    [InlineData("pubblica", "Il webinar è pubblicato")]
    [InlineData("elimina", "La bozza è eliminata")]
    public async Task Who_does_what_a_colleague_has_just_done_reads_that_it_is_done(string verb, string done)
    {
        var draft = await _site.DraftAsync();
        var (staff, colleague) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync(StaffRoles.Editor));
        var asked = await staff.GetAsync($"/gestione/webinar/{draft.Id}/{verb}");
        await colleague.DoAsync($"/gestione/webinar/{draft.Id}/{verb}");

        Assert.Contains(done, (await staff.FollowAsync(await staff.ConfirmAsync(asked))).Text, StringComparison.Ordinal);
        Assert.Single(await _site.RegisterLinesAsync());
    }

    [Fact]
    public async Task A_webinar_that_never_was_cannot_be_deleted()
    {
        var draft = await _site.DraftAsync();
        var staff = await _site.NewStaffMemberAsync();
        var token = (await staff.GetAsync($"/gestione/webinar/{draft.Id}/elimina")).Token;

        Assert.Equal(404, (await staff.PostAsync("/gestione/webinar/99999/elimina", token)).Status);
    }

    [Theory]
    [InlineData("pubblica")]
    [InlineData("elimina")]
    public async Task Who_was_overtaken_by_a_colleague_does_nothing_and_is_told(string verb)
    {
        var draft = await _site.DraftAsync();
        var (staff, colleague) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync(StaffRoles.Editor));
        var asked = await staff.GetAsync($"/gestione/webinar/{draft.Id}/{verb}");
        await colleague.SendAsync(await colleague.OpenEditorAsync(draft.Id), ("Theme", "Un tema"));

        var told = await staff.ConfirmAsync(asked);

        Assert.Equal(409, told.Status);
        Assert.Contains("Nel frattempo il webinar è cambiato", told.Text, StringComparison.Ordinal);
        Assert.Contains("modifica il webinar", told.Text, StringComparison.Ordinal);
        Assert.Equal(WebinarStatus.Draft, (await _site.FindWebinarAsync(draft.Id)).Status);
        Assert.Equal(303, (await staff.ConfirmAsync(told)).Status);
    }

    [Fact]
    public async Task Who_only_looks_is_shown_the_desk_and_none_of_its_buttons()
    {
        var draft = await _site.DraftAsync();
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var page = await reader.GetAsync($"/gestione/webinar/{draft.Id}");

        Assert.Equal(200, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll(
            $"main a[href$='/modifica'], main a[href$='/pubblica'], main a[href$='/elimina'], main a[href$='/duplica']"));
        Assert.Empty((await reader.GetAsync($"/gestione/webinar/{draft.Id}/materiali")).Document.QuerySelectorAll("main form"));
        Assert.Empty((await reader.GetAsync("/gestione/webinar")).Document.QuerySelectorAll("main a[href$='/nuovo']"));
    }

    public void Dispose() => _site.Dispose();
}
