using AngleSharp.Dom;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Webinars;

public sealed class WebinarPageTests(WebinarPageTests.TuesdaySite tuesday) : IClassFixture<WebinarPageTests.TuesdaySite>
{
    // A Tuesday, half past nine in Rome.
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 8, 30, 0, TimeSpan.Zero);
    private readonly CooperaSite _site = tuesday.Site;

    [Fact]
    public async Task The_page_tells_all_one_wants_to_know_before_signing_up()
    {
        var page = await PageAsync(Complete());

        Assert.Equal("Lavorare in rete", page.Heading);
        foreach (var words in new[]
        {
            "Chi fa che cosa", "Un pomeriggio di lavoro.", "Assistenti sociali",
            "Anna Bianchi, coordinatrice", "Comune di Palermo (capofila)", "ASP di Trapani",
            "martedì 31 marzo 2026", "dalle 15:00 alle 17:00", "(ora italiana)",
            "On line. Il link per entrare arriva con la conferma", "Fino al 30 marzo 2026 alle 12:00",
            "Posti disponibili", "Iscrizioni aperte",
        })
        {
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }

        Assert.Equal(
            ["L’accoglienza", "L’integrazione"], page.Document.QuerySelectorAll(".programme h3").Select(heading => heading.TextContent));
        Assert.Equal(
            ["Carla Verdi: dirigente", "Dario Neri: operatore", "Elsa Blu: psicologa"],
            page.Document.QuerySelectorAll(".programme .speakers li").Select(speaker => $"{speaker.QuerySelector("strong")!.TextContent}: "
                + $"{speaker.QuerySelector(".role")!.TextContent}"));
        Assert.Equal("2026-03-31T13:00:00.0000000+00:00", page.Document.QuerySelector("aside time")!.GetAttribute("datetime"));
        Assert.NotNull(page.Document.QuerySelector("main a[href='/webinar/rete/iscrizione']"));
        Assert.NotNull(page.Document.QuerySelector("main a[href='/webinar/rete/calendario.ics']"));
    }

    [Fact]
    public async Task A_webinar_with_nothing_but_a_title_and_a_time_has_no_empty_parts()
    {
        var page = await PageAsync(new Webinar("nudo", "Senza altro", Now.AddDays(7), Now.AddDays(7).AddHours(1)));

        Assert.Equal(["In breve"], page.Document.QuerySelectorAll("main h2").Select(heading => heading.TextContent));
        Assert.DoesNotContain("post", page.Document.QuerySelector("aside")!.TextContent.ToLowerInvariant(), StringComparison.Ordinal);
        Assert.Equal(
            "Webinar gratuito, martedì 17 marzo 2026, dalle 09:30 alle 10:30.",
            page.Document.QuerySelector("meta[name=description]")!.GetAttribute("content"));
    }

    [Theory]
    [InlineData(40, "Posti disponibili", "Iscriviti al webinar")]
    [InlineData(2, "Ultimi posti", "Iscriviti al webinar")]
    [InlineData(1, "Posti esauriti: puoi metterti in lista d’attesa", "Mettiti in lista d’attesa")]
    public async Task Whether_there_are_places_is_told_and_never_how_many(int capacity, string words, string button)
    {
        var webinar = await _site.WebinarAsync(
            () => new Webinar($"posti-{capacity}", "Pochi posti", Now.AddDays(7), Now.AddDays(7).AddHours(1)) { Capacity = capacity });
        var visitor = _site.NewVisitor();
        await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), SignUpPageTests.Form());

        var page = await visitor.GetAsync($"/webinar/{webinar.Slug}");

        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d+ posti", page.Html);
        Assert.Equal(button, page.Document.QuerySelector("main a.btn-primary")!.TextContent);
    }

    [Fact]
    public async Task Not_yet_open_says_from_when_and_what_to_do_meanwhile()
    {
        var webinar = new Webinar("futuro", "Più avanti", Now.AddDays(40), Now.AddDays(40).AddHours(1))
        {
            RegistrationOpensAt = RomeTime.FromRome(2026, 4, 1, 9),
        };

        var page = await PageAsync(webinar);

        Assert.Contains("Le iscrizioni non sono ancora aperte", page.Text, StringComparison.Ordinal);
        Assert.Contains("Si aprono il 1° aprile 2026 alle 09:00", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".notice a[href='/webinar/futuro/calendario.ics']"));
        await AssertNobodySignsUpAsync("futuro", "Le iscrizioni non sono ancora aperte");
    }

    [Fact]
    public async Task Registration_closed_says_since_when_and_whom_to_write_to()
    {
        var page = await PageAsync(new Webinar("chiuso", "Già chiuso", Now.AddDays(2), Now.AddDays(2).AddHours(1))
        {
            RegistrationClosesAt = RomeTime.FromRome(2026, 3, 9, 18),
        });

        Assert.Contains("Si sono chiuse il 9 marzo 2026 alle 18:00", page.Text, StringComparison.Ordinal);
        Assert.Contains("Se hai già una conferma, la tua iscrizione vale", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".notice a[href='/contatti']"));
        await AssertNobodySignsUpAsync("chiuso", "Le iscrizioni sono chiuse");
    }

    [Fact]
    public async Task Concluded_says_when_it_was_and_leads_to_the_next_ones()
    {
        var page = await PageAsync(new Webinar("passato", "Già tenuto", Now.AddDays(-7), Now.AddDays(-7).AddHours(1)));

        Assert.Contains("Si è tenuto martedì 3 marzo 2026", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".notice a[href='/webinar']"));
        Assert.Null(page.Document.QuerySelector("main a[href$='calendario.ics']"));
        await AssertNobodySignsUpAsync("passato", "Questo webinar si è concluso");
    }

    [Fact]
    public async Task Cancelled_says_why_and_leads_to_the_next_ones()
    {
        var webinar = new Webinar("annullato", "Non si tiene", Now.AddDays(7), Now.AddDays(7).AddHours(1));
        webinar.Publish();
        webinar.Cancel("Lo riproporremo in autunno.");

        var page = await PageAsync(webinar);

        Assert.Contains("Questo webinar è stato annullato", page.Text, StringComparison.Ordinal);
        Assert.Contains("Lo riproporremo in autunno.", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".notice a[href='/webinar']"));
        Assert.Null(page.Document.QuerySelector("main a[href$='calendario.ics']"));
        await AssertNobodySignsUpAsync("annullato", "Questo webinar è stato annullato");
    }

    [Fact]
    public async Task What_staff_wrote_is_text_and_never_markup()
    {
        var page = await PageAsync(new Webinar("marcato", "Titolo <b>forte</b> & \"così\"", Now.AddDays(7), Now.AddDays(7).AddHours(1))
        {
            Description = "<script>alert(1)</script>",
        });

        Assert.Equal("Titolo <b>forte</b> & \"così\"", page.Heading);
        Assert.Null(page.Document.QuerySelector("main script"));
        Assert.Contains("<script>alert(1)</script>", page.Text, StringComparison.Ordinal);
    }

    private async Task<Page> PageAsync(Webinar webinar)
    {
        await _site.WebinarAsync(() => webinar);
        var page = await _site.NewVisitor().GetAsync($"/webinar/{webinar.Slug}");
        Assert.Equal(200, page.Status);
        return page;
    }

    private async Task AssertNobodySignsUpAsync(string slug, string why)
    {
        var visitor = _site.NewVisitor();
        Assert.Null((await visitor.GetAsync($"/webinar/{slug}")).Document.QuerySelector("main a[href$='/iscrizione']"));
        var page = await visitor.GetAsync($"/webinar/{slug}/iscrizione");
        Assert.Equal(200, page.Status);
        Assert.Contains(why, page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("main form"));
        Assert.NotNull(page.Document.QuerySelector("main a[href='/webinar']"));
    }

    private static Webinar Complete() =>
        new Webinar("rete", "Lavorare in rete", RomeTime.FromRome(2026, 3, 31, 15), RomeTime.FromRome(2026, 3, 31, 17))
        {
            Theme = "Chi fa che cosa",
            Description = "Un pomeriggio di lavoro.",
            Audience = "Assistenti sociali",
            Coordinator = "Anna Bianchi, coordinatrice",
            Partners = "Comune di Palermo (capofila)\nASP di Trapani",
            RegistrationClosesAt = RomeTime.FromRome(2026, 3, 30, 12),
            Capacity = 40,
        }
    .With(new Talk("L’accoglienza", "I primi giorni", new Speaker("Carla Verdi", "dirigente")))
    .With(new Talk("L’integrazione", "Gli anni dopo", new Speaker("Dario Neri", "operatore"), new Speaker("Elsa Blu", "psicologa")));

    public sealed class TuesdaySite : IDisposable
    {
        public CooperaSite Site { get; } = new(clock: new FakeTimeProvider(Now));

        public void Dispose() => Site.Dispose();
    }
}
