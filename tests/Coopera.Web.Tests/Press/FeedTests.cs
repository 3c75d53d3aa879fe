using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Coopera.Domain.Press;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Press;

/// <summary>The feed of the press releases, as a feed reader sees it (RFC 4287).</summary>
public sealed class FeedTests : IDisposable
{
    private const string Address = "/iscrizioni/comunicati/feed.xml";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    // What one publishes is in the feed of all.
    private readonly CooperaSite _site =
        new(new() { ["Site:BaseUrl"] = "https://coopera.example/iscrizioni", ["Site:PathBase"] = "/iscrizioni" });

    [Fact]
    public async Task It_has_what_an_atom_feed_must_have()
    {
        await ReleaseAsync(new PressRelease(
            "di-marzo", "Perché l’accoglienza < conviene >", new DateOnly(2026, 3, 1),
            "In breve & bene.", "**Forte** e [altro](https://www.anci.sicilia.it)."));

        var response = await _site.NewVisitor().Client.GetAsync(Address);
        var feed = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;

        Assert.Equal("application/atom+xml", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("utf-8", response.Content.Headers.ContentType.CharSet);
        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Equal("it", feed.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.Equal("https://coopera.example/iscrizioni/comunicati/feed.xml", Link(feed, "self"));
        Assert.Equal("https://coopera.example/iscrizioni/comunicati", Link(feed, "alternate"));
        Assert.Equal("ANCI Sicilia", feed.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.True(Uri.TryCreate(feed.Element(Atom + "id")!.Value, UriKind.Absolute, out _));

        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.Equal(2, entries.Count);
        Assert.Equal("Perché l’accoglienza < conviene >", entries[0].Element(Atom + "title")!.Value);
        Assert.Equal("In breve & bene.", entries[0].Element(Atom + "summary")!.Value);
        Assert.Equal("https://coopera.example/iscrizioni/comunicati/di-marzo", Link(entries[0], "alternate"));
        Assert.Contains("<strong>Forte</strong>", entries[0].Element(Atom + "content")!.Value, StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.True(Uri.TryCreate(entry.Element(Atom + "id")!.Value, UriKind.Absolute, out _)));
        Assert.Equal(3, entries.Append(feed).Select(part => part.Element(Atom + "id")!.Value).Distinct().Count());

        // The day it was issued begins at midnight in Rome; the feed is as new as its newest entry.
        Assert.Equal(
            DateTimeOffset.Parse("2026-03-01T00:00:00+01:00", CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(entries[0].Element(Atom + "updated")!.Value, CultureInfo.InvariantCulture));
        Assert.Equal(entries[0].Element(Atom + "updated")!.Value, feed.Element(Atom + "updated")!.Value);
    }

    [Fact]
    public async Task A_link_into_the_site_is_whole_in_the_feed_and_right_on_the_page()
    {
        await ReleaseAsync(new PressRelease(
            "con-link", "Con un link", new DateOnly(2026, 3, 1), "In breve.", "Iscriviti [qui](/webinar/rete)."));
        var client = _site.NewVisitor().Client;

        var feed = XDocument.Parse(await client.GetStringAsync(Address)).Root!;

        Assert.Contains(
            "<a href=\"https://coopera.example/iscrizioni/webinar/rete\">",
            feed.Elements(Atom + "entry").First().Element(Atom + "content")!.Value, StringComparison.Ordinal);
        Assert.Contains(
            "<a href=\"/iscrizioni/webinar/rete\">", await client.GetStringAsync("/iscrizioni/comunicati/con-link"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_has_it_already_is_told_so_until_something_new_is_issued()
    {
        var client = _site.NewVisitor().Client;
        var first = await client.GetAsync(Address);

        Assert.Equal(HttpStatusCode.NotModified, (await AgainAsync()).StatusCode);
        await ReleaseAsync(new PressRelease("nuovo", "Nuovo", new DateOnly(2026, 3, 1), "In breve.", "Testo."));
        Assert.Equal(HttpStatusCode.OK, (await AgainAsync()).StatusCode);

        Task<HttpResponseMessage> AgainAsync()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Address);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return client.SendAsync(request);
        }
    }

    [Fact]
    public async Task Without_any_release_it_is_still_a_feed()
    {
        await _site.WriteAsync(async db =>
        {
            await db.Webinars.Where(w => w.PressReleaseId != null).ExecuteDeleteAsync();
            await db.PressReleases.ExecuteDeleteAsync();
        });

        var feed = await ReadAsync();

        Assert.Empty(feed.Elements(Atom + "entry"));
        Assert.True(DateTimeOffset.TryParse(feed.Element(Atom + "updated")!.Value, CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public async Task Characters_that_xml_cannot_hold_do_not_break_it()
    {
        await ReleaseAsync(
            new PressRelease("strano", "Titolo\u0001 con \ud83d\ude00", new DateOnly(2026, 3, 1), "In\u000bbreve", "Testo\u0008\uffff."));

        Assert.Equal("Titolo con \ud83d\ude00", (await ReadAsync()).Elements(Atom + "entry").First().Element(Atom + "title")!.Value);
    }

    [Fact]
    public async Task The_press_pages_announce_it()
    {
        var page = await _site.NewVisitor().GetAsync("/iscrizioni/comunicati");

        Assert.Equal(Address, page.Document.QuerySelector("head link[rel=alternate][type='application/atom+xml']")!.GetAttribute("href"));
        Assert.NotNull(page.Document.QuerySelector("main a[href$='/feed.xml']"));
    }

    [Fact]
    public async Task A_release_that_gets_another_address_is_the_same_for_readers()
    {
        await ReleaseAsync(new PressRelease("prima", "Comunicato", new DateOnly(2026, 3, 1), "In breve.", "Testo."));
        var before = Ids(await ReadAsync());

        await _site.WriteAsync(
            db => db.PressReleases.Where(r => r.Slug == "prima").ExecuteUpdateAsync(r => r.SetProperty(x => x.Slug, "dopo")));

        Assert.Equal(before, Ids(await ReadAsync()));

        static IEnumerable<string> Ids(XElement feed) => feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value);
    }

    public void Dispose() => _site.Dispose();

    private async Task<XElement> ReadAsync() => XDocument.Parse(await _site.NewVisitor().Client.GetStringAsync(Address)).Root!;

    private static string Link(XElement part, string relation) =>
        part.Elements(Atom + "link").Single(link => link.Attribute("rel")?.Value == relation).Attribute("href")!.Value;

    private Task ReleaseAsync(PressRelease release) => _site.WriteAsync(db =>
    {
        release.Publish();
        db.PressReleases.Add(release);
        return Task.CompletedTask;
    });
}
