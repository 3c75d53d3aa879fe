using Coopera.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Registrations;

/// <summary>What keeps automatic submissions out keeps nobody else out: no page says that something was done that was not.</summary>
public sealed class SignUpGuardTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    public static TheoryData<string> FormsWithATrap =>
    [
        "/iscrizioni/recupera", "/coordinamento/richiesta-scheda", "/coordinamento/adesione", "/coordinamento/scheda/carica",
        "/i-miei-dati",
    ];

    [Fact]
    public async Task Who_has_the_trap_filled_by_their_browser_gets_the_form_back_and_through_with_the_next_press()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();

        var again = await visitor.SubmitAsync(
            await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"),
            new(SignUpPageTests.Form()) { [TrapAttribute.Field] = "https://www.comune.example" });

        Assert.Equal(422, again.Status);
        Assert.Contains(TrapAttribute.Sentence, again.Document.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("Maria", "castoreale"), (again.ValueOf("FirstName"), again.ValueOf("OtherBody")));
        Assert.Null(again.Document.QuerySelector($"[name={TrapAttribute.Field}]"));
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));

        Assert.Equal(303, (await visitor.SubmitAsync(again, [])).Status);
        Assert.True(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
    }

    [Theory]
    [MemberData(nameof(FormsWithATrap))]
    public async Task Every_public_form_says_so_and_lets_the_next_press_through(string address)
    {
        var visitor = _site.NewVisitor();
        var fields = new Dictionary<string, string?>
        {
            ["Email"] = "ufficio@comune.example",
            ["BodyName"] = "Messina",
            ["PrivacyNoticeRead"] = "true",
            [TrapAttribute.Field] = "x",
        };
        if (address is "/iscrizioni/recupera" or "/i-miei-dati")
        {
            fields.Remove("PrivacyNoticeRead");
        }

        var again = await SendAsync(await visitor.GetAsync(address));
        fields.Remove(TrapAttribute.Field);
        var sent = await SendAsync(again);

        Assert.Equal((422, 303), (again.Status, sent.Status));
        Assert.Contains("premi di nuovo il pulsante", again.Text, StringComparison.Ordinal);

        Task<Page> SendAsync(Page form) => address.EndsWith("carica", StringComparison.Ordinal)
            ? visitor.UploadAsync(form, "scheda.pdf", TestPdf.Plain(), fields)
            : visitor.SubmitAsync(form, fields);
    }

    [Fact]
    public async Task A_form_is_taken_however_quickly_it_is_filled_in_and_however_long_it_lay_open()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = new CooperaSite(clock: clock);
        var webinar = await site.WebinarAsync();
        var visitor = site.NewVisitor();

        var wrong = await visitor.SubmitAsync(
            await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), new(SignUpPageTests.Form()) { ["Email"] = "maria.rossi@" });
        var atOnce = await visitor.SubmitAsync(wrong, new() { ["Email"] = "maria.rossi@comune.example" });
        clock.Advance(TimeSpan.FromDays(3));
        var days = await visitor.SubmitAsync(wrong, new() { ["Email"] = "altra@comune.example" });

        Assert.Equal((422, 303, 303), (wrong.Status, atOnce.Status, days.Status));
        Assert.Equal(2, await site.ReadAsync(db => db.Registrations.CountAsync()));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_while_the_form_is_open_swallows_nobody()
    {
        var behind = DateTimeOffset.UtcNow;
        var clock = new MovingClock { Now = behind.AddMinutes(30) };
        using var site = new CooperaSite(clock: clock);
        var webinar = await site.WebinarAsync();
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
        clock.Now = behind;

        var receipt = await visitor.FollowAsync(await visitor.SubmitAsync(form, SignUpPageTests.Form()));

        Assert.Equal("Abbiamo ricevuto la tua iscrizione", receipt.Heading);
        Assert.True(await site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
    }

    [Fact]
    public async Task The_page_after_the_form_says_nothing_of_a_form_that_was_not_sent()
    {
        var webinar = await _site.WebinarAsync();

        var page = await _site.NewVisitor().GetAsync($"/webinar/{webinar.Slug}/iscrizione/inviata");

        Assert.Equal("Controlla la posta", page.Heading);
        Assert.DoesNotContain("Abbiamo ricevuto", page.Text, StringComparison.Ordinal);
    }

    private sealed class MovingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
