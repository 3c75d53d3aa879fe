using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Something is done to several people at once.</summary>
public sealed class RegistrationBulkTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task Ticked_people_are_counted_first_and_then_cancelled()
    {
        var webinar = await _site.SignedUpAsync(5);
        var ids = await IdsAsync(webinar);
        await _site.WriteAsync(async db => (await db.Registrations.SingleAsync(r => r.Id == ids[1])).Cancel(null, DateTimeOffset.UtcNow));
        var staff = await shared.StaffAsync();

        var count =
            await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/in-blocco?azione=Cancel&scelti={ids[0]}&scelti={ids[1]}");
        var unsaid = await staff.SubmitAsync(count, Several(ids[..2]));
        var done = await staff.FollowAsync(await SubmitSeveralAsync(staff, count, ids[..2], ("Reason", "Doppioni")));

        Assert.Contains("1 persona: una con il posto, nessuna in attesa.", count.Text, StringComparison.Ordinal);
        Assert.Contains("Un’altra iscrizione è già annullata e resta com’è.", count.Text, StringComparison.Ordinal);
        Assert.Equal(422, unsaid.Status);
        Assert.Contains("Un’iscrizione annullata.", done.Text, StringComparison.Ordinal);
        Assert.Equal(2, await _site.ReadAsync(
            db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Cancelled)));
    }

    [Fact]
    public async Task All_of_a_filter_get_their_confirmation_again_but_not_who_joined_since()
    {
        var webinar = await _site.SignedUpAsync(60);
        var staff = await shared.StaffAsync();
        var count = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/in-blocco?azione=Confirm&tutti=true&cerca=numero");
        await _site.AddAsync(webinar, 61);

        var done = await staff.FollowAsync(await staff.SubmitAsync(count, []));

        Assert.Contains("60 persone", count.Text, StringComparison.Ordinal);
        Assert.Contains("60 conferme sono di nuovo in partenza.", done.Text, StringComparison.Ordinal);
        Assert.EndsWith("?cerca=numero", done.Response.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
        Assert.Equal(60, await _site.ReadAsync(db => db.RegistrationEvents.CountAsync(
            e => e.Kind == RegistrationEventKind.ConfirmationSentAgain
                && db.Registrations.Any(r => r.Id == e.RegistrationId && r.WebinarId == webinar.Id))));
    }

    [Fact]
    public async Task When_others_are_meant_than_were_counted_nothing_happens_and_they_are_counted_anew()
    {
        var webinar = await _site.SignedUpAsync(4);
        var staff = await shared.StaffAsync();
        var count = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/in-blocco?azione=Cancel&tutti=true");
        var ids = await IdsAsync(webinar);
        await _site.WriteAsync(async db => (await db.Registrations.SingleAsync(r => r.Id == ids[2])).Cancel(null, DateTimeOffset.UtcNow));

        var changed = await staff.SubmitAsync(count, new() { ["Reason"] = "Rinviato" });
        var done = await staff.SubmitAsync(changed, []);

        Assert.Equal(409, changed.Status);
        Assert.Contains("Nel frattempo qualcosa è cambiato", changed.Text, StringComparison.Ordinal);
        Assert.Contains("3 persone: 3 con il posto, nessuna in attesa.", changed.Text, StringComparison.Ordinal);
        Assert.Equal(303, done.Status);
        Assert.Equal(4, await _site.ReadAsync(
            db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Cancelled)));
    }

    [Theory]
    [InlineData("?azione=Cancel", 200, "Non c’è nessuno da cambiare")]
    [InlineData("?azione=Cancel&scelti=nessuno", 200, "Non c’è nessuno da cambiare")]
    [InlineData("", 303, "")]
    [InlineData("?azione=Esplodi", 303, "")]
    public async Task An_odd_choice_does_nothing(string query, int status, string text)
    {
        var webinar = await _site.SignedUpAsync(1);

        var page = await (await shared.StaffAsync()).GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/in-blocco{query}");

        Assert.Equal(status, page.Status);
        Assert.Contains(text, page.Text, StringComparison.Ordinal);
    }

    /// <summary>The visitor keeps one value a name: the first of several is enough to be refused.</summary>
    private static Dictionary<string, string?> Several(IReadOnlyList<Guid> ids) => new() { ["scelti"] = $"{ids[0]}" };

    private static Task<Page> SubmitSeveralAsync(Visitor staff, Page page, IReadOnlyList<Guid> ids, params (string, string)[] fields) =>
        staff.PostAsync(
        page.Document.QuerySelector("main form[method=post]")!.GetAttribute("action")!,
        [.. page.Document.QuerySelectorAll("main form[method=post] input[type=hidden]")
            .Where(input => input.GetAttribute("name") != "scelti").Select(input => (input.GetAttribute("name")!,
                input.GetAttribute("value")!)),
            .. ids.Select(id => ("scelti", $"{id}")), .. fields]);

    private Task<List<Guid>> IdsAsync(Webinar webinar) => _site.ReadAsync(
        db => db.Registrations.Where(r => r.WebinarId == webinar.Id).OrderBy(r => r.Number).Select(r => r.Id).ToListAsync());
}
