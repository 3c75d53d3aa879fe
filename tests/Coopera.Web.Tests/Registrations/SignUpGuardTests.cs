using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Registrations;

/// <summary>What keeps forged and automatic submissions out, without a puzzle for people.</summary>
public sealed class SignUpGuardTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task A_post_without_a_token_is_not_taken_before_it_is_sent_once_more()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = SignUpPageTests.Form();
        form["__RequestVerificationToken"] = null;

        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);

        Assert.Equal(400, answer.Status);
        Assert.Contains("Non abbiamo ancora registrato niente.", answer.Text, StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
    }

    [Theory]
    [InlineData("Website", "https://spam.example")]
    [InlineData("Stamp", "")]
    [InlineData("Stamp", "abc")]
    public async Task A_naive_bot_is_shown_the_same_page_and_nothing_is_recorded(string field, string value)
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = SignUpPageTests.Form();
        form[field] = value;

        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);

        Assert.Equal($"/webinar/{webinar.Slug}/iscrizione/inviata", answer.Location);
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
    }

    [Fact]
    public async Task A_form_filled_in_quicker_than_anybody_types_comes_from_a_bot()
    {
        using var site = new CooperaSite(new() { ["Forms:LeastSeconds"] = "5" });
        var webinar = await site.WebinarAsync();
        var visitor = site.NewVisitor();

        await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), SignUpPageTests.Form());

        Assert.False(await site.ReadAsync(db => db.Registrations.AnyAsync()));
    }

    [Fact]
    public async Task A_page_left_open_for_days_is_shown_again_with_what_was_typed()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = new CooperaSite(clock: clock);
        var webinar = await site.WebinarAsync();
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
        clock.Advance(TimeSpan.FromDays(2));

        var answer = await visitor.SubmitAsync(form, SignUpPageTests.Form());

        Assert.Equal(422, answer.Status);
        Assert.Contains("La pagina è rimasta aperta a lungo", answer.Text, StringComparison.Ordinal);
        Assert.Equal("Maria", answer.ValueOf("FirstName"));
        Assert.Equal(303, (await visitor.SubmitAsync(answer, new() { ["PrivacyNoticeRead"] = "true" })).Status);
    }
}
