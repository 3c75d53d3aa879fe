using System.Text;
using System.Xml;
using System.Xml.Linq;
using Coopera.Core.Links;

namespace Coopera.Web.Public.Site;

/// <param name="ChangedAt">Null where the site does not know: better no day than a wrong one.</param>
public sealed record SitePage(string Address, DateTimeOffset? ChangedAt = null);

/// <summary>A site map as search engines read it.</summary>
public static class SitePages
{
    /// <summary>Of each kind; a map may hold 50,000.</summary>
    public const int Most = 5000;

    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static IReadOnlyList<SitePage> Fixed { get; } =
    [
        new(Addresses.Public.Home), new(Addresses.Coordination.Home), new(Addresses.Coordination.SchedaRequest),
        new(Addresses.Public.Project), new(Addresses.Public.Contacts), new(Addresses.Public.Faq), new(Addresses.Public.Privacy),
        new(Addresses.Public.LegalNotes), new(Addresses.Public.Accessibility),
    ];

    public static byte[] Write(IEnumerable<SitePage> pages, SiteAddresses addresses)
    {
        var map = new XElement(Map + "urlset", pages.Select(page => new XElement(
            Map + "url",
            new XElement(Map + "loc", addresses.Absolute(page.Address)),
            page.ChangedAt is { } at ? new XElement(Map + "lastmod", XmlConvert.ToString(at)) : null)));
        using var output = new MemoryStream();
        using (var writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            new XDocument(map).Save(writer);
        }

        return output.ToArray();
    }
}
