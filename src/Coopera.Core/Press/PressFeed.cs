using System.Text;
using System.Xml;
using System.Xml.Linq;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Press;

namespace Coopera.Core.Press;

public static class PressFeed
{
    public const int Longest = 50;
    public const string ContentType = "application/atom+xml; charset=utf-8";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <param name="releases">The latest first.</param>
    public static byte[] Write(IReadOnlyList<PressRelease> releases, SiteAddresses addresses)
    {
        var feed = new XElement(
            Atom + "feed",
            new XAttribute(XNamespace.Xml + "lang", "it"),
            new XElement(Atom + "id", addresses.PressReleases),
            new XElement(Atom + "title", "Coopera: comunicati stampa"),
            new XElement(Atom + "updated", Instant(Updated(releases))),
            new XElement(Atom + "author", new XElement(Atom + "name", "ANCI Sicilia")),
            Link("self", addresses.PressFeed, "application/atom+xml"),
            Link("alternate", addresses.PressReleases, "text/html"),
            releases.Select(release => Entry(release, addresses.PressRelease(release.Slug), addresses.Base)));
        using var output = new MemoryStream();
        using (var writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            new XDocument(feed).Save(writer);
        }

        return output.ToArray();
    }

    public static DateTimeOffset Updated(IReadOnlyList<PressRelease> releases) =>
        releases.Count == 0 ? DateTimeOffset.UnixEpoch : releases.Max(Changed);

    private static XElement Entry(PressRelease release, string address, string site) => new(
        Atom + "entry",
        new XElement(Atom + "id", Id(release, address)),
        new XElement(Atom + "title", Clean(release.Title)),
        new XElement(Atom + "published", Instant(Issued(release))),
        new XElement(Atom + "updated", Instant(Changed(release))),
        Link("alternate", address, "text/html"),
        new XElement(Atom + "summary", Clean(release.Summary)),
        new XElement(Atom + "content", new XAttribute("type", "html"), Clean(PressText.ToHtml(release.Body, site))));

    private static string Id(PressRelease release, string address) => $"tag:{new Uri(address).Host},2022:comunicato-{release.Id}";

    private static XElement Link(string relation, string address, string type) =>
        new(Atom + "link", new XAttribute("rel", relation), new XAttribute("type", type), new XAttribute("href", address));

    private static DateTimeOffset Changed(PressRelease release) => release.ChangedAt ?? Issued(release);

    private static DateTimeOffset Issued(PressRelease release) => RomeTime.StartOf(release.IssuedOn);

    private static string Instant(DateTimeOffset instant) => XmlConvert.ToString(instant);

    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));
}
