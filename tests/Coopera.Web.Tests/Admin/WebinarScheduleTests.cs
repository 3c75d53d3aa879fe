using Coopera.Core.Data;
using Coopera.Core.Webinars;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>
/// A draft that is published by itself: chosen, told everywhere, taken back, done, and refused when something is missing.
/// </summary>
public sealed class WebinarScheduleTests : IDisposable
{
    // Now is Thursday 15 January 2026, ten in Rome; the webinar is a fortnight later.
    private static readonly (string, string?)[] Friday = [("Form.At.Date", "2026-01-16"), ("Form.At.Time", "09:00")];

    private readonly FakeTimeProvider _clock = new(Editors.Now);
    private readonly CooperaSite _site;

    public WebinarScheduleTests() => _site = Editors.Site(_clock);

    [Fact]
    public async Task At_the_chosen_moment_the_page_is_on_the_site_and_the_register_tells_both_steps()
    {
        var draft = await _site.DraftAsync();
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Editor);
        var asked = await staff.GetAsync($"/gestione/webinar/{draft.Id}/programma");
        Assert.Contains("togliere la programmazione con un clic", asked.Text, StringComparison.Ordinal);

        var page = await staff.FollowAsync(await staff.ConfirmAsync(asked, Friday));
        Assert.Contains("Il webinar si pubblica da solo il 16 gennaio 2026 alle 09:00", page.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await staff.ConfirmAsync(asked, Friday)).Status); // pressed twice
        Assert.Contains("Si pubblica da solo il 16 gennaio", (await staff.GetAsync("/gestione/webinar")).Text, StringComparison.Ordinal);
        Assert.Contains("si pubblica da solo il 16 gennaio", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        Assert.Equal((0, 0), await RunAsync(TimeSpan.FromHours(22)));
        Assert.Equal(404, (await _site.NewVisitor().GetAsync($"/webinar/{draft.Slug}")).Status);

        Assert.Equal((1, 0), await RunAsync(TimeSpan.FromHours(1)));
        Assert.Equal((0, 0), await RunAsync(TimeSpan.Zero));

        Assert.Equal(200, (await _site.NewVisitor().GetAsync($"/webinar/{draft.Slug}")).Status);
        Assert.Equal(
            [
                "programma la pubblicazione del webinar | per il 16 gennaio 2026 alle 09:00",
                "pubblica il webinar | programmata per il 16 gennaio 2026 alle 09:00",
            ],
            await _site.RegisterLinesAsync());
        Assert.Equal("sistema", (await _site.LastEntryAsync()).Actor);
    }

    [Fact]
    public async Task What_is_missing_is_told_when_it_is_scheduled_and_again_when_it_was_not_published()
    {
        var draft = await _site.DraftAsync(description: "");
        var staff = await _site.NewStaffMemberAsync();
        var asked = await staff.GetAsync($"/gestione/webinar/{draft.Id}/programma");
        Assert.Contains("la descrizione: chi legge deve capire", asked.Text, StringComparison.Ordinal);

        var page = await staff.FollowAsync(await staff.ConfirmAsync(asked, Friday));
        Assert.Contains("se prima completi quello che manca: la descrizione", page.Text, StringComparison.Ordinal);
        Assert.Contains("Prima va completato. Manca: la descrizione", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        Assert.Equal((0, 1), await RunAsync(TimeSpan.FromDays(1)));
        Assert.Equal((0, 0), await RunAsync(TimeSpan.FromDays(1)));

        staff = await _site.NewStaffMemberAsync(); // two days later
        Assert.Equal(WebinarStatus.Draft, (await _site.FindWebinarAsync(draft.Id)).Status);
        Assert.Contains("Non è stato pubblicato", (await staff.GetAsync($"/gestione/webinar/{draft.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("Non è stato pubblicato il 16 gennaio", (await staff.GetAsync("/gestione/webinar")).Text, StringComparison.Ordinal);
        Assert.Contains("«Una bozza» non è stato pubblicato", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        Assert.StartsWith(
            "non pubblica il webinar, perché manca qualcosa | programmata per il 16 gennaio 2026 alle 09:00; manca: la descrizione",
            (await _site.RegisterLinesAsync())[^1], StringComparison.Ordinal);

        await staff.SendAsync(await staff.OpenEditorAsync(draft.Id), ("Description", "Adesso c’è."));
        Assert.Equal((0, 0), await RunAsync(TimeSpan.FromHours(1))); // nobody said that it should still happen
        Assert.Contains("Adesso c’è tutto", (await staff.GetAsync($"/gestione/webinar/{draft.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_taken_back_with_one_press_whatever_else_a_colleague_changed()
    {
        var draft = await _site.DraftAsync();
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.FollowAsync(await ScheduleAsync(staff, draft));
        await staff.SendAsync(await staff.OpenEditorAsync(draft.Id), ("Theme", "Un altro tema"));

        var after = await staff.FollowAsync(await staff.ConfirmAsync(page));

        Assert.Contains("il webinar resta in bozza", after.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await staff.ConfirmAsync(page)).Status);
        Assert.Equal((0, 0), await RunAsync(TimeSpan.FromDays(2)));
        Assert.Equal(AuditAction.WebinarUnscheduled, (await _site.LastEntryAsync()).Action);
    }

    [Fact]
    public async Task A_moment_that_has_passed_publishes_at_once_or_says_what_is_missing()
    {
        var (draft, empty) = (await _site.DraftAsync(), await _site.DraftAsync(description: ""));
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.FollowAsync(await ScheduleAsync(staff, draft, ("Form.At.Date", "2026-01-15"), ("Form.At.Time", "09:30")));
        Assert.Contains("L’ora che hai scelto è già passata: il webinar è pubblicato", page.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await _site.NewVisitor().GetAsync($"/webinar/{draft.Slug}")).Status);

        var refused = await ScheduleAsync(staff, empty, ("Form.At.Date", "2026-01-15"), ("Form.At.Time", "09:30"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("per pubblicare subito manca: la descrizione", refused.ErrorAt("At.Date"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-29", "10:00", "At_Date", "A quell’ora il webinar è già cominciato")]
    [InlineData("", "10:00", "At_Date", "Scegli il giorno")]
    [InlineData("2026-01-16", "le nove", "At_Time", "Scrivi l’ora")]
    [InlineData("2026-03-29", "02:30", "At_Time", "non ci sono")]
    public async Task A_moment_that_cannot_be_is_told_beside_its_field_and_stays_there(
        string day, string time, string field, string sentence)
    {
        var draft = await _site.DraftAsync();
        var staff = await _site.NewStaffMemberAsync();

        var page = await ScheduleAsync(staff, draft, ("Form.At.Date", day), ("Form.At.Time", time));

        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, page.ErrorOf($"Form_{field}"), StringComparison.Ordinal);
        Assert.Equal((day, time), (page.FieldOf("At.Date"), page.FieldOf("At.Time")));
        Assert.Null((await _site.FindWebinarAsync(draft.Id)).PublishAt);
    }

    [Fact]
    public async Task Archiving_a_draft_takes_its_moment_away_and_a_copy_has_none()
    {
        var draft = await _site.DraftAsync();
        var staff = await _site.NewStaffMemberAsync();
        await ScheduleAsync(staff, draft);

        await staff.DoAsync($"/gestione/webinar/{draft.Id}/duplica");
        await staff.DoAsync($"/gestione/webinar/{draft.Id}/archivia");

        Assert.All(await _site.ReadAsync(db => db.Webinars.ToListAsync()), webinar => Assert.Null(webinar.PublishAt));
        Assert.Equal((0, 0), await RunAsync(TimeSpan.FromDays(2)));
    }

    [Fact]
    public async Task Of_a_colleague_who_was_quicker_one_reads_and_nothing_is_done()
    {
        var draft = await _site.DraftAsync();
        var staff = await _site.NewStaffMemberAsync();
        var asked = await staff.GetAsync($"/gestione/webinar/{draft.Id}/programma");
        await staff.SendAsync(await staff.OpenEditorAsync(draft.Id), ("Theme", "Un altro tema"));

        var page = await staff.ConfirmAsync(asked, Friday);

        Assert.Equal(409, page.Status);
        Assert.Contains("Nel frattempo il webinar è cambiato", page.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await staff.ConfirmAsync(page, Friday)).Status);
    }

    private static async Task<Page> ScheduleAsync(Visitor staff, Webinar draft, params (string, string?)[] moment) =>
        await staff.ConfirmAsync(
            await staff.GetAsync($"/gestione/webinar/{draft.Id}/programma"), moment.Length == 0 ? Friday : moment);

    private async Task<(long Published, long Refused)> RunAsync(TimeSpan later)
    {
        _clock.Advance(later);
        await using var scope = _site.Services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<PublishScheduled>().RunAsync();
        return (report[PublishScheduled.Published], report[PublishScheduled.Refused]);
    }

    public void Dispose() => _site.Dispose();
}
