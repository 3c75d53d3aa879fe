using Coopera.Core.Data;

namespace Coopera.Web.Tests.Admin;

/// <summary>Two people on one webinar: the second is told, sees what is different, and loses nothing of what they typed.</summary>
public sealed class WebinarEditorOvertakenTests : IDisposable
{
    private readonly CooperaSite _site = Editors.Site();

    [Fact]
    public async Task The_second_is_shown_what_was_saved_meanwhile_beside_what_they_typed_and_then_decides()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 7);
        var (staff, colleague) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync(StaffRoles.Editor));
        var seen = await staff.OpenEditorAsync(webinar.Id);
        await colleague.SendAsync(await colleague.OpenEditorAsync(webinar.Id), ("Theme", "Il tema della collega"), ("Capacity", "9"));

        var told = await staff.SendAsync(seen, ("Theme", "Il mio tema"), ("Audience", "Tutte e tutti"));

        Assert.Equal(409, told.Status);
        Assert.Contains("Non abbiamo salvato nulla", told.Text, StringComparison.Ordinal);
        Assert.Contains("modifica il webinar", told.Document.QuerySelector(".notice-warn")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [["Tema", "Il tema della collega", "Il mio tema"], ["Posti", "9", "7"], ["A chi si rivolge", "(vuoto)", "Tutte e tutti"]],
            told.Document.QuerySelectorAll(".notice-warn tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim())
                .ToArray()));
        Assert.Equal(("Il mio tema", "Tutte e tutti"), (told.FieldOf("Theme"), told.FieldOf("Audience")));
        Assert.Equal("Il tema della collega", (await _site.FindWebinarAsync(webinar.Id)).Theme);

        Assert.Equal(303, (await staff.SendAsync(told, ("Capacity", "9"))).Status);
        var now = await _site.FindWebinarAsync(webinar.Id);
        Assert.Equal(("Il mio tema", "Tutte e tutti", 9), (now.Theme, now.Audience, now.Capacity));
    }

    [Fact]
    public async Task People_who_sign_up_meanwhile_do_not_stop_the_editor()
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();
        var seen = await staff.OpenEditorAsync(webinar.Id);
        await _site.SignUpAsync(webinar, 2);

        Assert.Equal(303, (await staff.SendAsync(seen, ("Theme", "Un tema"))).Status);
    }

    [Fact]
    public async Task A_form_that_tells_nothing_of_what_was_seen_changes_nothing()
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenEditorAsync(webinar.Id);

        Assert.Equal(409, (await staff.SendAsync(page, ("Theme", "Un tema"), ("Seen", ""))).Status);
        Assert.Equal(409, (await staff.SendAsync(page, ("Theme", "Un tema"), ("Seen", "-1"))).Status);
        Assert.Equal("", (await _site.FindWebinarAsync(webinar.Id)).Theme);
    }

    [Fact]
    public async Task An_editor_of_a_draft_that_was_published_meanwhile_is_told_before_the_whole_world_reads_it()
    {
        var draft = await _site.DraftAsync();
        var (staff, colleague) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync());
        var seen = await staff.OpenEditorAsync(draft.Id);
        await colleague.DoAsync($"/gestione/webinar/{draft.Id}/pubblica");

        var told = await staff.SendAsync(seen, ("Title", "Un altro titolo"));

        Assert.Equal(409, told.Status);
        Assert.Contains("pubblica il webinar", told.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();
}
