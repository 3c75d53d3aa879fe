using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using AngleSharp.Dom;
using Coopera.Core.Coordination;
using Coopera.Core.Documents;
using Coopera.Domain.Coordination;
using Coopera.Web.Public.Coordination;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Coordination;

public sealed class PublicMapTests : IDisposable
{
    private const int MostBytes = 15_000;

    // Who adheres is on the map of all.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task Every_comune_is_drawn_once_and_adherents_by_another_shape_with_their_name()
    {
        var map = await MapAsync();

        var plain = map.QuerySelectorAll(".map-town circle");
        var adherents = map.QuerySelectorAll(".map-adherent path");
        Assert.Equal(391 - 13, plain.Length);
        Assert.All(plain, circle => Assert.Null(circle.QuerySelector("title")));
        Assert.Equal(13, adherents.Length);
        Assert.Contains(
            "Comune di Rodì Milici (ME), dal 25 gennaio 2022", adherents.Select(path => path.QuerySelector("title")!.TextContent));
        Assert.Equal(
            ["Libero consorzio comunale di Ragusa, dal 25 gennaio 2022", "Libero consorzio comunale di Siracusa, dal 25 gennaio 2022"],
            map.QuerySelectorAll("path.map-area > title").Select(title => title.TextContent).Order());
    }

    [Fact]
    public async Task The_far_islands_are_in_an_inset_and_the_near_ones_at_their_place()
    {
        var before = await MapAsync();
        await _site.AddAsync("084020", AdhesionStatus.Accepted); // Lampedusa e Linosa
        var after = await MapAsync();

        Assert.Equal(["Pantelleria", "Lampedusa e Linosa"], before.QuerySelectorAll(".map-inset text").Select(text => text.TextContent));
        Assert.Equal(2, before.QuerySelectorAll(".map-inset circle").Length);
        Assert.Single(after.QuerySelectorAll(".map-inset circle"));
        Assert.Equal(
            "Comune di Lampedusa e Linosa (AG), dal 23 novembre 2026",
            after.QuerySelector(".map-inset .map-adherent path > title")?.TextContent);
        Assert.Contains("Ustica", before.QuerySelectorAll(".map-label text").Select(text => text.TextContent));
        Assert.Contains("Isole Eolie", before.QuerySelectorAll(".map-label text").Select(text => text.TextContent));
    }

    [Fact]
    public async Task Screen_readers_get_one_image_with_title_and_description_and_the_legend_explains_every_sign()
    {
        var map = await MapAsync();

        Assert.Equal("img", map.GetAttribute("role"));
        Assert.Equal("Mappa degli enti aderenti in Sicilia", Referenced("aria-labelledby"));
        Assert.Contains("sono 13 comuni", Referenced("aria-describedby"), StringComparison.Ordinal);
        Assert.Contains("391 comuni", Referenced("aria-describedby"), StringComparison.Ordinal);
        var key = map.Owner!.QuerySelectorAll(".map-key svg > *").Select(sign => sign.ClassName);
        Assert.Equal(["map-adherent", "map-town", "map-area"], key);

        string Referenced(string attribute) => map.Owner!.GetElementById(map.GetAttribute(attribute)!)!.TextContent;
    }

    [Fact]
    public async Task On_the_wire_the_map_stays_small()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/coordinamento");
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var response = await _site.NewVisitor().Client.SendAsync(request);

        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        await using var body = new BrotliStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(body, Encoding.UTF8);
        AssertSmall(Svg(await reader.ReadToEndAsync()));
    }

    [Fact]
    public async Task Even_with_every_body_of_the_island_the_map_stays_small_and_is_sound_xml()
    {
        var svg = await _site.ReadAsync(async db =>
        {
            var missing = await db.PublicBodies.Where(body => !db.Adhesions.Any(a => a.PublicBodyCode == body.Code)).ToListAsync();
            await db.WriteAsync(async writing =>
            {
                writing.Adhesions.AddRange(missing.Select(body => Adhesions.In(AdhesionStatus.Accepted, body)));
                await writing.SaveChangesAsync();
            });
            await using var scope = _site.Services.CreateAsyncScope();
            return CoordinationMap.Draw(await scope.ServiceProvider.GetRequiredService<AdherentQuery>().ReadAsync());
        });

        AssertSmall(svg);
        var drawing = XDocument.Parse(svg).Root!;
        Assert.Equal(391 + 9, drawing.Descendants("path").Count());
        Assert.Empty(drawing.Descendants("circle"));
    }

    [Fact]
    public void A_map_of_nobody_is_still_a_map()
    {
        var empty = SicilyMap.Draw(new MapSheet("Nessuno", "Nessun ente.", [], []));
        var lone = SicilyMap.Draw(new MapSheet("<Uno> & l'altro", "", [new MapTown("089017", "Siracusa", "SR", 37.06, 15.29, 1)], []));

        Assert.Empty(XDocument.Parse(empty).Descendants("circle"));
        Assert.Equal("<Uno> & l'altro", XDocument.Parse(lone).Root!.Element("title")!.Value);
        Assert.Single(XDocument.Parse(lone).Descendants("circle"));
    }

    public void Dispose() => _site.Dispose();

    private static void AssertSmall(string svg)
    {
        var bytes = Encoding.UTF8.GetBytes(svg);
        using var brotli = new MemoryStream();
        using (var stream = new BrotliStream(brotli, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        using var gzip = new MemoryStream();
        using (var stream = new GZipStream(gzip, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        Assert.InRange(brotli.Length, 1, MostBytes);
        Assert.InRange(gzip.Length, 1, MostBytes);
        TestContext.Current.TestOutputHelper?.WriteLine($"map: {bytes.Length} bytes, brotli {brotli.Length}, gzip {gzip.Length}");
    }

    private static string Svg(string html)
    {
        var start = html.IndexOf("<svg class=\"map-drawing\"", StringComparison.Ordinal);
        return html[start..(html.IndexOf("</svg>", start, StringComparison.Ordinal) + "</svg>".Length)];
    }

    private async Task<IElement> MapAsync() =>
        (await _site.NewVisitor().GetAsync("/coordinamento")).Document.QuerySelector("svg.map-drawing")!;
}
