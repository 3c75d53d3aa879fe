using Coopera.Core.Data;
using Coopera.Web.Hosting;
using Coopera.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.PublicPages;

/// <summary>Public pages are the same bytes for everybody and set no cookie; staff have their own.</summary>
public sealed class EverybodysPageTests : IDisposable
{
    // Streamed from the disk, not held in memory.
    private const string File = "/webinar/{slug}/materiali/{material:int}";

    private readonly CooperaSite _site = new(clock: new FakeTimeProvider(DateTimeOffset.UtcNow), sample: true); // counts what is kept

    private PageStore Kept => _site.Services.GetRequiredService<PageStore>();

    [Fact]
    public async Task Every_public_page_says_whether_it_is_everybodys_or_private()
    {
        var routes = (await EveryRoute.OfAsync(_site)).Where(route => route.Takes("GET") && !route.IsStaff && route.Pattern != File
            && !route.Pattern.StartsWith("/health", StringComparison.Ordinal)).ToList();

        foreach (var route in routes)
        {
            Assert.True(
                IsPublic(route) != route.Endpoint.Metadata.OfType<PrivatePageAttribute>().Any(),
                $"{route} is either a [PublicPage], the same for everybody, or a [PrivatePage].");
        }

        Assert.True(routes.Count(IsPublic) >= 18, "The pages were not found.");
    }

    [Fact]
    public async Task No_page_for_everybody_sets_a_cookie_or_says_to_be_kept_unasked()
    {
        foreach (var route in await PagesAsync())
        {
            var answer = await _site.NewVisitor().GetAsync(route.Address);

            Assert.False(answer.Response.Headers.Contains("Set-Cookie"), $"{route} sets a cookie.");
            Assert.Equal("public, no-cache", answer.Response.Headers.CacheControl?.ToString());
        }
    }

    [Fact]
    public async Task Two_strangers_get_the_same_bytes_also_when_each_has_the_page_drawn()
    {
        foreach (var route in await PagesAsync())
        {
            var (one, other) = (_site.NewVisitor(), _site.NewVisitor());
            one.Client.DefaultRequestHeaders.Add("Accept-Language", "de");
            other.Client.DefaultRequestHeaders.Add("Cookie", "coopera-esito=x; coopera-modulo=y; _ga=z");
            other.Client.DefaultRequestHeaders.Add("User-Agent", "Opera/9.80");

            var first = await one.Client.GetByteArrayAsync(route.Address);
            Kept.Evict(PublicThings.All);
            var second = await other.Client.GetByteArrayAsync(route.Address);
            Assert.True(first.SequenceEqual(second), $"{route} is not the same for everybody.");
        }
    }

    [Fact]
    public async Task Staff_neither_read_what_is_kept_nor_leave_their_frame_in_it()
    {
        var staff = await _site.NewStaffMemberAsync();
        var pages = await PagesAsync();
        foreach (var route in pages)
        {
            var answer = await staff.GetAsync(route.Address);
            Assert.Equal("no-store", answer.Response.Headers.CacheControl?.ToString());
            Assert.Null(answer.Response.Headers.ETag);
        }

        Assert.Equal(0, Kept.Count);
        foreach (var route in pages)
        {
            var (anybodys, theirs) = (await _site.NewVisitor().GetAsync(route.Address), await staff.GetAsync(route.Address));
            if (anybodys.Response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Assert.DoesNotContain(anybodys.Document.QuerySelectorAll("header a"), link => link.TextContent == "Gestione");
                Assert.Contains(theirs.Document.QuerySelectorAll("header a"), link => link.TextContent == "Gestione");
            }
        }

        Assert.Equal(pages.Count, Kept.Count);
    }

    [Fact]
    public async Task A_staff_cookie_that_holds_no_longer_is_no_stranger_to_the_memory_either()
    {
        var visitor = _site.NewVisitor();
        visitor.Client.DefaultRequestHeaders.Add("Cookie", "coopera-accesso=vecchio");

        var answer = await visitor.GetAsync("/webinar");

        Assert.Equal((200, "no-store"), (answer.Status, answer.Response.Headers.CacheControl?.ToString()));
        Assert.Equal(0, Kept.Count);
    }

    public void Dispose() => _site.Dispose();

    private static bool IsPublic(SiteRoute route) => route.Endpoint.Metadata.OfType<PublicPageAttribute>().Any();

    /// <summary>Those that there are: without an address to tell of holes, for one, there is no file that says it.</summary>
    private async Task<IReadOnlyList<SiteRoute>> PagesAsync()
    {
        var pages = new List<SiteRoute>();
        var staff = await _site.NewStaffMemberAsync();
        foreach (var route in (await EveryRoute.OfAsync(_site))
            .Where(route => IsPublic(route) && route.Takes("GET")))
        {
            if ((await staff.GetAsync(route.Address)).Status == 200)
            {
                pages.Add(route);
            }
        }

        return pages;
    }
}
