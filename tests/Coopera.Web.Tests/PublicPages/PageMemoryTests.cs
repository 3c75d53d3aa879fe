using System.IO.Compression;
using System.Net;
using Coopera.Core.Data;
using Coopera.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.PublicPages;

/// <summary>What is kept of public pages, under which names, and who waits for whom.</summary>
public sealed class PageMemoryTests : IDisposable
{
    private const string Webinars = "/webinar";

    private readonly Drawings _drawings = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site; // counts what is kept

    public PageMemoryTests() => _site = _drawings.NewSite(_clock);

    private PageStore Kept => _site.Services.GetRequiredService<PageStore>();

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip;q=1.0, br;q=0.5", "gzip")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("*", "br")]
    [InlineData("identity, br;q=0.5", "")]
    [InlineData("gzip;q=0", "")]
    [InlineData("deflate, zstd", "")]
    [InlineData("", "")]
    [InlineData(";;q,,=", "")]
    public async Task A_page_comes_in_the_best_way_that_is_accepted_drawn_or_kept(string accepted, string expected)
    {
        var plain = await _site.NewVisitor().Client.GetByteArrayAsync("/coordinamento");

        for (var time = 0; time < 2; time++)
        {
            using var answer = await AskAsync("/coordinamento", accepted);
            Assert.Equal(expected, string.Join(',', answer.Content.Headers.ContentEncoding));
            Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
            Assert.Equal(answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync()).Length);
            Assert.Equal(plain, await ReadAsync(answer));
        }
    }

    [Fact]
    public async Task Nothing_else_is_compressed_where_the_length_could_tell_a_secret()
    {
        var staff = await _site.NewStaffMemberAsync();
        staff.Client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        foreach (var address in new[] { "/coordinamento", Webinars, "/gestione/webinar", "/gestione/accesso", "/iscrizioni/recupera" })
        {
            Assert.Empty((await staff.GetAsync(address)).Response.Content.Headers.ContentEncoding);
        }

        using var answer = await AskAsync("/iscrizioni/recupera", "br");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Each_way_of_writing_a_page_is_drawn_once_and_has_a_tag_of_its_own()
    {
        string[] ways = ["br", "gzip", ""];
        var tags = new List<string>();
        foreach (var way in ways)
        {
            using var first = await AskAsync(Webinars, way);
            using var again = await AskAsync(Webinars, way + ", x-unbekannt");
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
            Assert.False(first.Headers.ETag!.IsWeak);
            tags.Add(first.Headers.ETag.Tag);
        }

        Assert.Equal(3, tags.Distinct().Count());
        Assert.Equal((3, 3), (_drawings.Of(Webinars), Kept.Count));
        for (var asked = 0; asked < ways.Length; asked++)
        {
            for (var had = 0; had < ways.Length; had++)
            {
                Kept.Evict(had == asked ? PublicThings.All : PublicThings.None); // known, whether it is drawn or kept
                using var answer = await AskAsync(Webinars, ways[asked], tags[had]);
                Assert.Equal(had == asked ? HttpStatusCode.NotModified : HttpStatusCode.OK, answer.StatusCode);
                using var kept = await AskAsync(Webinars, ways[asked], tags[had]);
                Assert.Equal(answer.StatusCode, kept.StatusCode);
                Assert.Equal(answer.Headers.ETag, kept.Headers.ETag);
                Assert.Equal(answer.Headers.CacheControl, kept.Headers.CacheControl);
                Assert.Equal(had == asked, (await answer.Content.ReadAsByteArrayAsync()).Length == 0);
            }
        }
    }

    [Fact]
    public async Task Head_tells_of_the_page_what_get_does_drawn_or_kept()
    {
        using var drawn = await HeadAsync();
        using var kept = await HeadAsync();
        using var page = await AskAsync(Webinars, "br");

        foreach (var head in new[] { drawn, kept })
        {
            Assert.Equal(page.Headers.ETag, head.Headers.ETag);
            Assert.Equal(page.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }

        Assert.Equal(1, _drawings.Of(Webinars));

        async Task<HttpResponseMessage> HeadAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, Webinars);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
            return await _site.NewVisitor().Client.SendAsync(request);
        }
    }

    [Fact]
    public async Task Nobody_fills_the_memory_with_addresses_that_they_make_up()
    {
        var client = _site.NewVisitor().Client;
        await client.GetAsync(Webinars);
        for (var number = 0; number < 20; number++)
        {
            Assert.Equal(200, (int)(await client.GetAsync($"{Webinars}?utm_source={number}&{number}")).StatusCode);
            await client.GetAsync($"/coordinamento?q={number}");
            await client.GetAsync($"/coordinamento?PROVINCIA={number}");
            await client.GetAsync($"/enti?q={number}");
            await client.GetAsync($"/coordinamento/richiesta-scheda?ente={number}");
            await client.GetAsync($"{Webinars}/non-esiste-{number}");
            await client.GetAsync($"{Webinars}/%1E{number}");
        }

        foreach (var spelling in new[] { "/WEBINAR", "/Webinar", "/webinar/", "/w%45binar" })
        {
            Assert.Equal(200, (int)(await client.GetAsync(spelling)).StatusCode);
        }

        foreach (var host in new[] { "localhost:1", "localhost:2", "LOCALHOST" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Webinars) { Headers = { Host = host } };
            Assert.Equal(200, (int)(await client.SendAsync(request)).StatusCode);
        }

        Assert.Equal((1, 1), (Kept.Count, _drawings.Of(Webinars)));
    }

    [Fact]
    public async Task A_question_is_answered_with_what_was_asked_never_with_the_page_that_is_kept()
    {
        var client = _site.NewVisitor().Client;
        await client.GetAsync("/coordinamento");

        Assert.Contains("Nessun ente", await client.GetStringAsync("/coordinamento?q=zzzz"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nessun ente", await client.GetStringAsync("/coordinamento"), StringComparison.Ordinal);
        Assert.Contains("Castroreale", await client.GetStringAsync("/enti?q=castro"), StringComparison.Ordinal);
        Assert.Equal("[]", await client.GetStringAsync("/enti"));
    }

    [Fact]
    public async Task Who_comes_at_once_waits_for_one_drawing_and_others_do_not_wait()
    {
        var held = _drawings.HoldUp(Webinars);
        var crowd = Enumerable.Range(0, 20).Select(_ => _site.NewVisitor().GetAsync(Webinars)).ToList();

        Assert.Equal(200, (await _site.NewVisitor().GetAsync("/progetto")).Status);
        held.SetResult();
        var pages = await Task.WhenAll(crowd);

        Assert.Equal(1, _drawings.Of(Webinars));
        Assert.All(pages, page => Assert.Equal(pages[0].Html, page.Html));
        Assert.Contains("</html>", pages[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_goes_away_leaves_the_page_for_the_others()
    {
        var held = _drawings.HoldUp(Webinars);
        using var patience = new CancellationTokenSource();
        var first = _site.NewVisitor().Client.GetAsync(Webinars, patience.Token);
        await UntilAsync(() => _drawings.Of(Webinars) == 1);
        var others = Enumerable.Range(0, 5).Select(_ => _site.NewVisitor().GetAsync(Webinars)).ToList();

        await patience.CancelAsync();
        held.SetResult();
        var pages = await Task.WhenAll(others);
        await Assert.ThrowsAnyAsync<Exception>(() => first);

        Assert.All(pages, page => Assert.Equal((200, true), (page.Status, page.Html.EndsWith("</html>\n", StringComparison.Ordinal))));
        Assert.Equal(pages[0].Html, (await _site.NewVisitor().GetAsync(Webinars)).Html);
    }

    [Fact]
    public async Task What_is_not_kept_is_drawn_for_each_also_at_once()
    {
        var held = _drawings.HoldUp("/webinar/nessuno");
        var crowd = Enumerable.Range(0, 5).Select(_ => _site.NewVisitor().GetAsync("/webinar/nessuno")).ToList();
        await UntilAsync(() => _drawings.Of("/webinar/nessuno") == 1);
        held.SetResult();

        Assert.All(await Task.WhenAll(crowd), page => Assert.Equal(
            (404, true), (page.Status, page.Html.Contains("</html>", StringComparison.Ordinal))));
        Assert.Equal(0, Kept.Count);
    }

    [Fact]
    public async Task A_page_lives_for_a_second_of_the_sites_clock()
    {
        var visitor = _site.NewVisitor();
        await visitor.GetAsync(Webinars);
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        await visitor.GetAsync(Webinars);
        Assert.Equal(1, _drawings.Of(Webinars));

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await visitor.GetAsync(Webinars);
        Assert.Equal(2, _drawings.Of(Webinars));

        _clock.AdjustTime(_clock.GetUtcNow().AddHours(-1)); // nobody waits an hour for the clock to come round again
        await visitor.GetAsync(Webinars);
        Assert.Equal((3, 1), (_drawings.Of(Webinars), Kept.Count));
    }

    public void Dispose() => _site.Dispose();

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 500, "It does not happen.");
            await Task.Delay(10);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStreamAsync();
        body.Position = 0;
        using Stream plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var read = new MemoryStream();
        await plain.CopyToAsync(read);
        return read.ToArray();
    }

    private async Task<HttpResponseMessage> AskAsync(string address, string accepted, string? had = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        request.Headers.TryAddWithoutValidation("If-None-Match", had);
        return await _site.NewVisitor().Client.SendAsync(request);
    }
}
